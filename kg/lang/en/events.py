"""Words of political events: which verbs, phrases and nouns of English name an event of which PLOVER class. Data only.

A pattern is a verb with what must stand with it, joined by "_": "step_down" (particle or preposition), "open_fire" (object), "sever_@tie"
(an object of that group). The longest pattern that fits wins. `NOUNS` are event nouns; `NOMINALS` are nouns that are read as
their verb. `OPERATORS` have no class of their own: they make one of the class of what they govern (kg/extraction/events/algebra.py).
"""

from kg.lang.en.noun_types import NOUN_TYPES
from kg.lang.en.reference import PERSON_NOUNS

GROUPS = {
    "tie": "tie relation relationship link contact communication flight connection diplomacy",
    "talk": """talk negotiation discussion dialogue dialog meeting summit conference consultation mediation visit trip conversation
    session conciliation""",
    "aid": """aid assistance help relief loan grant credit fund funding money subsidy food medicine supply shipment donation dollar euro
    pound yen support delivery package shelter tent clothes clothing doctor nurse medic water generator blanket vaccine wheat grain rice
    ton tonne equipment convoy payment financing million billion""",
    "arms": "weapon arm missile tank ammunition gun rocket drone artillery jet weaponry munition warplane helicopter bomb rifle grenade",
    "troops": """troop soldier force army contingent battalion brigade division regiment unit reservist reserve warship ship fleet
    carrier aircraft fighter bomber submarine guard trooper marine paratrooper commando convoy navy militia militiaman artillery armor
    patrol tank missile""",
    "police": "police policeman officer constable gendarme security",
    "peacekeepers": "peacekeeper peacekeeping monitor observer",
    "envoy": "ambassador diplomat envoy attache attaché consul delegation charge representative staff embassy mission consulate",
    "visitor": "inspector observer monitor worker agency journalist correspondent reporter missionary staffer group organization peacekeeper activist",
    "captive": """prisoner hostage detainee captive dissident activist inmate suspect journalist soldier pilot civilian man woman leader
    lawmaker rebel fisherman sailor militant member remains body worker""",
    "property": """property house home asset account land farm building company ship vessel boat cargo shipment passport document money
    bank plant equipment fund oilfield""",
    "curb": """sanction embargo boycott blockade curfew ban restriction emergency martial law siege prohibition barrier quota tariff
    censorship moratorium state roadblock closure freeze veto rule quarantine curb checkpoint limit duty""",
    "penalty": "sanction embargo boycott tariff duty penalty quota fine restriction trade freeze",
    "control": "curfew emergency law rule censorship restriction ban limit curb checkpoint blockade closure siege roadblock blackout fine tax",
    "border": "border frontier crossing bridge port airport airspace road route corridor gate checkpoint highway territory door",
    "supply": "pipeline line electricity water power gas internet telephone grid",
    "way": "road street highway railway traffic transport motorway bridge entrance gate route railroad rail track port runway intersection access avenue boulevard square",
    "demand": "demand request call condition ultimatum claim pressure appeal plea concession",
    "proposal": "proposal plan offer suggestion mediation truce ceasefire treaty deal accord agreement pact invitation resolution compromise settlement",
    "accord": """agreement deal accord pact treaty protocol memorandum contract convention truce ceasefire armistice compromise
    understanding charter declaration alliance settlement cease-fire consensus peace""",
    "guest": "envoy ambassador diplomat delegation minister premier president chancellor leader counterpart",
    "muster": "patrol deployment redeployment mobilization mobilisation buildup reinforcement",
    "housing": "home house housing hospital clinic school shelter camp well",
    "truce": "truce ceasefire cease-fire armistice",
    "firearms": "weapon arm gun",
    "fire": "fire shot round shell rocket missile bullet bomb gun mortar grenade torpedo gas",
    "violence": "attack fighting offensive operation bombing strike shelling violence war hostility campaign bombardment raid killing assault fire incursion",
    "blast": "bomb device explosive mine grenade car",
    "law": "law rule agreement treaty accord resolution truce ceasefire ban convention order sanction curfew commitment promise pledge sovereignty airspace",
    "freedom": "law legislation reform freedom election referendum party opposition rally access entry return inspection inspector observer visit",
    "right": "right freedom liberty democracy autonomy openness tolerance franchise suffrage",
    "protester": "protester demonstrator crowd demonstration protest rally march rioter strike marcher gathering riot strike",
    "case": "lawsuit suit complaint proceeding case action",
    "inquiry": "investigation inquiry probe enquiry hearing trial audit",
    "crime": "charge indictment accusation allegation",
    "evidence": "intelligence information evidence data expertise technology experience know-how knowledge secret",
    "parley": "talk negotiation dialogue dialog mediation meeting summit session visit",
}

VERBS = {
    "AGREE": """agree assent acquiesce consent concur compromise reach_@accord agree_on accept_@proposal shake_hand
    settle_dispute settle_difference iron_out hammer_out come_to_term endorse_@proposal approve_@proposal accept
    strike_@accord clinch_@accord make_@accord secure_@accord give_word give_assurance give_undertaking bury_hatchet
    commit_@aid earmark""",
    "CONSULT": """meet confer consult negotiate mediate discuss visit tour host converse parley telephone phone bargain
    haggle deliberate brief talk speak_with speak_to sit_down meet_with hold_@talk travel_to fly_to head_to return_to
    fly_into leave_for depart_for come_to welcome_visit pay_visit drop_by greet broker exchange_view exchange_message
    attend_@talk resume_@talk open_@talk hold_call play_host intercede arbitrate shuttle_between join_@talk enter_@talk
    start_@talk begin_@talk review_with debrief arrive give_welcome give_reception sit_with gather convene assemble
    receive_@guest welcome_@guest see_@guest""",
    "SUPPORT": """support back endorse praise hail applaud welcome commend laud salute congratulate thank defend
    recognize recognise acknowledge uphold champion apologize apologise forgive pardon_for stand_by stand_behind
    stand_with rally_behind vouch_for compliment honor honour sympathize sympathise express_support express_regret
    express_condolence pay_tribute establish_@tie restore_@tie normalize normalise resume_@tie reestablish_@tie
    re-establish_@tie sign_@accord ratify_@accord initial_@accord conclude_@accord seal_@accord sign_on sign back_up
    accredit present_credential extend_recognition grant_recognition vote_for campaign_for lobby_for advocate approve
    justify reaffirm_@tie strengthen_@tie cement_@tie renew_@tie affirm reassure celebrate cheer mourn condole
    open_embassy reopen_embassy ally_with voice_support voice_confidence upgrade_@tie deepen_@tie improve_@tie mend_@tie
    repair_@tie expand_@tie build_@tie forge_@tie supportive_of grateful_to thankful_to sorry_for proud_of side
    offer_condolence offer_congratulation offer_apology offer_sympathy offer_praise offer_thanks throw_weight
    extend_condolence send_condolence lend_support reaffirm_support""",
    "COOPERATE": """cooperate co-operate collaborate partner team_up join_force work_together work_with trade trade_with
    exchange_@evidence coordinate buy_from purchase_from sell_to extradite hand_over invest pool exchange_ambassador
    exchange_prisoner hold_exercise conduct_exercise stage_exercise hold_drill launch_exercise sell restore_trade share
    ship export import barter pass_@evidence pass_on_@evidence""",
    "AID": """aid assist help shelter feed train_@troops donate give_@aid provide_@aid send_@aid supply_@aid
    deliver_@aid ship_@aid grant_@aid contribute_@aid extend_@aid lend_@aid lend loan_to allocate_@aid earmark_@aid
    disburse_@aid release_@aid pour_@aid pump_@aid fly_@aid distribute_@aid hand_out bail_out subsidize subsidise
    finance fund bankroll sponsor give_@arms provide_@arms supply_@arms send_@arms deliver_@arms sell_@arms ship_@arms
    smuggle_@arms arm equip rearm grant_asylum give_asylum grant_refuge give_refuge grant_visa harbor harbour take_in
    evacuate airlift treat vaccinate resettle send_@peacekeepers deploy_@peacekeepers send_rescuer provide_@evidence
    give_@evidence train rehabilitate rebuild write_off forgive_debt cancel_debt provide supply provide_protection
    protect resupply hand_over_@aid hand_out_@aid bring_@aid channel_@aid transfer_@aid approve_@aid rescue save escort
    build_@housing""",
    "YIELD": """yield concede surrender capitulate resign relent retreat back_down give_in give_up cave_in abdicate quit
    step_down step_aside stand_down withdraw withdraw_@troops pull_out pull_back pull_@troops free release
    release_@captive liberate acquit repatriate pardon amnesty exonerate disarm demobilize demobilise demilitarize
    decommission lay_down hand_over_@firearms turn_in de-escalate deescalate allow permit let legalize legalise
    legitimize unban reinstate rehabilitate_@captive decriminalize reopen_@border open_@border open_@way reopen accede
    meet_@demand grant_@demand satisfy_@demand accept_@demand bend_to comply heed obey submit_to honor_@demand
    grant_autonomy grant_independence grant_amnesty grant_bail grant_parole grant_clemency declare_@truce observe_@truce
    announce_@truce proclaim_@truce call_truce set_free let_go hand_back give_back return_territory return_@property
    vacate evacuate_@troops evacuate_settlement dismantle dismantle_settlement relax_@control relax_@curb
    loosen_@control liberalize liberalise enhance_@right guarantee_@right promote_@right widen_@right extend_@right
    expand_@right respect_@right democratize democratise reform introduce_reform enact_reform restore_democracy
    restore_right hold_election allow_@freedom admit_inspector admit_refugee lift commute acquiesce_to reverse_decision
    drop_charge drop_case drop_claim drop_lawsuit withdraw_claim abandon_claim abandon_program renounce_violence
    renounce_terrorism renounce_claim scale_back cut_@troops reduce_@troops bring_home redeploy_from shorten_@curb ease
    amend_constitution recant retract abolish repeal rescind waive receive_@peacekeepers defuse soften
    restore_citizenship destroy_stockpile back_off step_back hand_over_@captive pay_compensation pay_reparation
    compensate bow ratchet_down roll_back_@curb reverse_@curb apologetic bring_back_@troops bring_home_@troops
    remove_@troops welcome_@peacekeepers receive_inspector admit_@peacekeepers defect return_to_barrack cede relinquish
    hand_over_control transfer_control turn_over give_themselves hand_in_@firearms give_up_@firearms turn_in_@firearms
    return_@captive flee_into_exile go_into_exile""",
    "REQUEST": """request ask demand urge appeal call_for call_on call_upon beg implore plead petition beseech exhort
    entreat solicit insist press pressure lobby order instruct press_for seek seek_@aid seek_refuge seek_asylum
    seek_@talk seek_@accord invite propose suggest recommend advise encourage persuade apply_for bid_for command direct
    beckon call_@talk require summon_help push campaign_to remind turn_to agitate_for reiterate_demand seek_extradition
    seek_membership seek_release sue_for_peace want need_@aid""",
    "ACCUSE": """accuse blame criticize criticise condemn denounce decry deplore slam blast rebuke lambast lambaste
    castigate assail deride chide scold censure reprimand reproach chastise berate fault vilify excoriate admonish
    disparage ridicule mock upbraid pillory malign lament allege complain implicate incriminate lash_out hit_out
    speak_out point_finger attribute_attack charge_with_crime sue indict_for impeach investigate probe inquire look_into
    audit interrogate question file_@case bring_@case lodge_protest lodge_@case launch_@inquiry open_@inquiry
    begin_@inquiry start_@inquiry convict find_guilty level_@crime hold_responsible disapprove object_to suspect brand
    label express_concern express_outrage express_dismay voice_concern voice_outrage protest_to take_issue hurl_insult
    summon_@envoy call_liar rap insult take_to_court rail_against rail_at inveigh_against slander repudiate_remark
    claim_responsible rally_against unite_against regret express_anger express_disappointment voice_anger voice_dismay
    warn_about find_fault prosecute critical_of scathing_about inspect concerned_about angry_at angry_with outraged_by
    outraged_at dismayed_by contemptuous_of furious_with denigrate charge_GPE charge_NORP cast_doubt voice_suspicion
    charge_CLAUSE open_@case start_@case""",
    "REJECT": """reject refuse decline rebuff spurn dismiss_@demand dismiss_@proposal veto turn_down rule_out oppose
    resist defy disobey ignore disregard flout violate breach renege contravene boycott_@talk snub deny_request
    deny_permission deny_visa deny_entry deny_access disagree quarrel_over balk scoff_at brush_aside brush_off shrug_off
    throw_out vote_down vote_against walk_out shoot_down_@proposal withhold_approval refuse_to block_@proposal block_bid
    block_move scuttle backtrack back_out go_back_on stonewall contest object dispute hold_out repudiate abrogate
    overrule overturn strike_down disown disavow stall thwart deadlock abstain break_@law violate_@law dig_in stand_firm
    not_accept opposed_to hostile_to unwilling_to reluctant_to resistant_to averse_to cold_shoulder defiant slap_down
    say_no""",
    "THREATEN": """threaten warn caution menace intimidate blackmail issue_ultimatum give_ultimatum issue_threat
    issue_warning vow_revenge vow_retaliation serve_notice rattle_saber brandish set_deadline deliver_ultimatum forewarn
    warn_of hint""",
    "PROTEST": """protest demonstrate rally march riot picket strike_over stage_strike go_on_strike walk_off
    boycott_election boycott_vote boycott_class stage_demonstration stage_protest hold_protest hold_rally hold_vigil
    hold_demonstration hold_march stage_rally stage_sit-in stage_walkout take_to_street block_@way barricade
    blockade_road clash_with_police burn_flag burn_effigy stop_work down_tool fast storm_embassy stone throw_stone
    throw_rock hurl_stone pelt loot rampage chant jeer heckle besiege_parliament occupy_building occupy_square
    converge_on gather_to gather_outside obstruct_@way rise_up revolt mutiny rebel mob set_tire hunger_strike
    launch_strike begin_strike call_strike boo egg self-immolate collect_signature sign_petition light_candle disrupt
    throng protest_against set_up_roadblock erect_barricade burn_tire burn_tyre burn_car burn_bus overturn_car""",
    "SANCTION": """sanction embargo boycott sever_@tie cut_@tie break_@tie suspend_@tie downgrade_@tie freeze_@tie
    end_@tie reduce_@tie halt_@tie break_off break_with cut_off impose_@penalty slap_@penalty levy_@penalty
    tighten_@penalty expel_@envoy recall_@envoy withdraw_@envoy expel_@visitor withdraw_@visitor evict_@visitor
    order_out close_embassy shut_embassy suspend_@aid cut_@aid halt_@aid stop_@aid freeze_@aid withhold_@aid withhold
    suspend_@parley cancel_@parley break_off_@parley halt_@parley end_@parley call_off_@parley postpone_@parley
    walk_out_@parley abandon_@parley pull_out_@parley deny_@aid expel_from suspend_from oust_from blacklist recall
    ostracize isolate withdraw_recognition suspend_membership withdraw_from_accord pull_out_accord withdraw_support
    stop_cooperation suspend_cooperation halt_cooperation scrap_@accord cancel_@accord abrogate_@accord
    terminate_@accord suspend_@accord quit_@talk declare_persona break_down_@accord send_home_@envoy suspend_trade
    halt_trade ban_import ban_export restrict_trade close_@border_to cool reduce_presence suspend order_leave tell_leave
    exclude slap_@curb pull_staff expel_GPE suspend_GPE""",
    "MOBILIZE": """mobilize mobilise deploy deploy_@troops send_@troops dispatch_@troops move_@troops rush_@troops
    station_@troops amass concentrate_@troops put_on_alert place_on_alert put_@troops place_@troops call_up patrol
    reinforce bolster_@troops step_up_security increase_@troops build_up boost_security tighten_security beef_up
    send_in_@troops send_@police deploy_@police move_in draft conscript recruit test_missile test-fire test_fire
    scramble_jet conduct_maneuver parade redeploy mass muster fly_over raise_alert go_on_alert fortify take_up_position
    arm_itself stockpile_@arms dispatch_@police sail_to ready_@troops remain_on_alert stay_on_alert keep_on_alert
    strengthen_@troops boost_@troops double_@troops train_fighter build_@arms increase_security heighten_security
    order_@muster""",
    "COERCE": """coerce arrest detain jail imprison apprehend capture_suspect seize confiscate expropriate nationalize
    nationalise impound ban outlaw prohibit forbid bar censor evict deport expel banish exile raid_@property raid
    ransack blockade besiege encircle cordon seal seal_off restrict curb impose_@control impose_@curb declare_@control
    close_@border close seal_@border shut_down shut close_down suspend_@freedom suspend_constitution suspend_publication
    dissolve dissolve_parliament occupy annex charge charge_with indict arraign try sentence hack hack_into sabotage
    demolish bulldoze damage vandalize burn_down blow_up_@supply cut_@supply jam crack_down crack_down_on round_up
    take_into_custody place_under_arrest put_under_arrest place_under_house remand extradite_from freeze_asset
    freeze_account seize_@property fine tax restrain clamp_down quell suppress muzzle gag silence disperse intern
    hold_@captive subpoena search stop_from prevent_from intercept block fire_minister sack dismiss_minister oust depose
    overthrow topple unseat purge strip revoke cancel_passport force compel order_closure order_halt overrun_embassy
    disband trash block_@aid turn_back tighten_@control reimpose_@control tighten_@curb deface vandalise
    blacklist_journalist ground disconnect raze_@property padlock order_close order_suspend order_shut force_close
    force_leave declare_state break_up_@protester clamp_@control put_down_@protester disrupt_@protester
    place_restriction break_into""",
    "ASSAULT": """attack assault bomb kill murder assassinate slay massacre slaughter execute lynch behead stab shoot
    wound injure maim beat torture rape abduct kidnap hijack ambush shell bombard strafe raid_camp raid_village
    raid_base raid_position invade storm overrun fight battle clash clash_with skirmish fire_on fire_at fire_into
    fire_upon open_fire fire_@fire launch_@fire lob_@fire drop_@fire hurl_grenade set_off_@blast plant_@blast explode
    detonate blow_up blast_target torpedo shoot_down shoot_at gun_down mow_down pound hit_target strike_target strike
    bludgeon punch retake recapture capture_town seize_town capture_village seize_village take_control gain_control raze
    destroy wipe_out annihilate exterminate cleanse gas poison crush put_down force_out drive_out expel_population
    take_hostage hold_hostage use_shield hold_as_shield mutilate molest rough_up manhandle trample run_over
    launch_@violence mount_@violence carry_out_@violence stage_@violence wage_war counterattack retaliate avenge
    outflank besiege_town penetrate infiltrate rout repel crucify napalm mine nuke claim_responsibility violate_@truce
    break_@truce advance_on march_on exchange_fire trade_fire engage_rebel set_fire set_ablaze torch firebomb decapitate
    hang gouge cripple rampage_through tear_gas tear-gas fire_tear use_force use_@fire use_baton use_cannon use_@arms
    hack_to_death shoot_dead burn burn_down_village""",
}

NOUNS = {
    "AGREE": "agreement accord pact deal promise pledge commitment compromise consensus offer willingness truce ceasefire undertaking concord",
    "CONSULT": """talk meeting visit negotiation consultation summit discussion dialogue dialog conference mediation trip tour
    conversation call contact delegation diplomacy session conciliation arbitration round parley""",
    "SUPPORT": """support praise backing endorsement recognition solidarity apology congratulation tribute gratitude approval sympathy
    condolence thanks tie friendship regret appreciation treaty relation blessing""",
    "COOPERATE": """cooperation co-operation collaboration partnership trade exercise maneuver manoeuvre drill war-game game exchange
    investment extradition intelligence venture trading""",
    "AID": """aid assistance relief help loan grant donation asylum refuge subsidy shelter credit bailout humanitarian shipment training
    food medicine supply funding""",
    "YIELD": """concession withdrawal pullout pull-out resignation surrender retreat amnesty reform release evacuation disarmament
    demobilization liberalization easing lifting clemency reprieve abdication truce ceasefire cease-fire armistice capitulation drawdown
    liberation acquittal relaxation reopening access""",
    "REQUEST": "reminder request demand appeal plea call petition invitation proposal urging order entreaty bid pressure recommendation suggestion insistence",
    "ACCUSE": """accusation criticism condemnation denunciation allegation complaint blame rebuke lawsuit investigation inquiry probe
    censure outrage disapproval indictment suit impeachment recrimination reprimand concern anger displeasure dismay
    suspicion trial enquiry""",
    "REJECT": "rejection refusal veto opposition objection defiance denial violation breach resistance disagreement dispute rebuff repudiation",
    "THREATEN": "threat warning ultimatum intimidation blackmail deadline",
    "PROTEST": """protest demonstration rally march riot strike sit-in walkout picket unrest uprising hunger-strike vigil rioting
    disturbance roadblock barricade stoppage revolt mutiny rebellion revolution""",
    "SANCTION": "sanction embargo boycott expulsion rupture tariff ostracism recall penalty",
    "MOBILIZE": """mobilization mobilisation deployment buildup build-up patrol alert reinforcement conscription draft call-up maneuver
    parade redeployment overflight""",
    "COERCE": """arrest detention crackdown curfew blockade censorship seizure confiscation deportation ban occupation annexation
    imprisonment eviction siege roundup sweep emergency restriction law raid closure prohibition charge sabotage repression coercion
    confinement cyberattack purge coup checkpoint""",
    "ASSAULT": """attack assault bombing killing murder assassination massacre raid shelling airstrike offensive invasion clash fighting
    battle shooting ambush bombardment kidnapping abduction torture incursion execution war violence genocide hijacking explosion blast
    hostage-taking rape fire shot strike bloodshed skirmish combat slaughter terrorism blow cleansing hostility aggression beating
    gunfire stabbing counteroffensive missile rocket shell bomb mortar weapon firefight onslaught pogrom atrocity siege campaign
    operation""",
}

# noun -> the verb that it is read as; what follows "of" is its object
NOMINALS = {
    noun: verb
    for verb, nouns in {
        "suspend": "suspension",
        "withdraw": "withdrawal pullout pull-out pullback",
        "release": "release",
        "expel": "expulsion",
        "deport": "deportation",
        "cancel": "cancellation",
        "deploy": "deployment",
        "send": "dispatch",
        "lift": "lifting",
        "ease": "easing relaxation",
        "end": "end termination",
        "halt": "halt cessation stoppage",
        "cut": "cut reduction",
        "resume": "resumption",
        "restore": "restoration",
        "establish": "establishment",
        "open": "opening",
        "reopen": "reopening",
        "close": "closure",
        "arrest": "arrest",
        "free": "liberation",
        "seize": "seizure",
        "recall": "recall",
        "sever": "severance",
        "sell": "sale",
        "deliver": "delivery",
        "provide": "provision",
        "sign": "signing",
        "reject": "rejection",
        "refuse": "refusal",
        "violate": "violation breach",
        "evacuate": "evacuation",
        "dismantle": "dismantlement dismantling",
        "resign": "resignation",
        "mobilize": "mobilization mobilisation",
        "freeze": "freeze",
        "extend": "extension",
        "impose": "imposition",
        "postpone": "postponement",
    }.items()
    for noun in nouns.split()
}

# An operator makes a class of that of its complement (kg/extraction/events/algebra.py).
OPERATORS = {
    # the noun says what is done
    "light": """hold have make give issue launch stage begin start continue carry_out conduct mount pay take resume open undertake
    perform express voice lodge wage deliver pursue receive win send extend provide renew reiterate repeat step_up intensify escalate
    announce enter impose declare call organize organise lead join engage exchange deal file complete proceed keep press_ahead place
    show put say keep_up raise direct commit unleash return come suffer enforce institute introduce establish expand prolong arrange
    plan speed hasten accelerate expedite finish reimpose reaffirm reassert underline underscore submit tender participate take_part
    throw lend cast""",
    # it comes to an end
    "stop": """end stop halt cease suspend lift cancel drop call_off break_off freeze abandon scrap ease relax withdraw remove terminate
    discontinue postpone delay interrupt curtail cut reduce cut_back revoke rescind pull_out break_up dissolve shelve loosen scale_down
    quit wind_down shorten pull refrain desist renounce reverse roll_back slash trim phase_out limit back_out""",
    # the subject binds itself to it
    "promise": """agree promise pledge vow offer swear undertake commit_to commit_himself commit_itself commit_themselves volunteer
    consent guarantee assure willing ready prepared committed intend plan resolve determined pledge_to set poised propose_to hope aim
    schedule announce_plan due eager express_readiness expect announce_intention signal_willingness mull consider about going""",
    # it is made ready, and has not begun
    "prepare": "prepare ready gear_up gear train_for brace poise",
    # it may happen, by leave of the subject
    "permit": "allow permit let authorize authorise enable approve grant agree_let admit",
    # it may not happen
    "forbid": "ban prohibit forbid bar block prevent outlaw stop_from restrict hinder obstruct disallow suspend",
    # it does not come to it
    "fail": "fail unable neglect unwilling reluctant delay hesitate omit collapse",
    # it is tried or decided
    "try": "try attempt seek decide opt choose",
    # it is so, or seems so, or is going to be
    "implicative": """manage begin start continue proceed succeed keep help move act rush go come serve appear seem happen get
    intensify able resort""",
    "accept": "accept approve embrace adopt honor honour respect implement fulfil fulfill",
}
# nouns with an infinitive or a clause: "its plan to send troops", "the threat to invade"
OPERATOR_NOUNS = {
    "promise": "plan pledge promise decision intention agreement commitment readiness willingness offer vow intent",
    "request": "call demand appeal request order plea proposal",
    "fail": "refusal failure inability unwillingness reluctance",
    "try": "attempt effort bid move campaign drive step measure operation mission right program programme series part round",
}
# descriptions of those who act in politics; a phrase with one of these as head can be actor or recipient
_AGENTS = frozenset(
    """administration adviser agency agent aide air ally ambassador army assembly asylum-seeker attacker authority ayatollah bandit
    banker bishop bloc body bomber boy businessman businesswoman cabinet camp candidate captive cardinal cell chancellor chief child
    citizen city civilian clan clergy clergyman cleric club coalition colony commander commission committee community company congress
    congressman consul contractor convoy corporation corps council country coup court creditor crew critic crowd delegate delegation
    demonstrator deputy deserter detainee dictator diplomat director dissenter dissident doctor donor driver editor emir employee
    employer enemy envoy ethnic executive exile expert extremist faction family farmer federation fighter firm fisherman foe force
    foreigner former friend fundamentalist gang general girl government governor group guard guerilla guerrilla gunboat gunman gunner
    hacker head helicopter hijacker hostage hunger-striker immigrant infiltrator inmate inspector institution insurgent investigator
    investor islamist jihadist journalist judge junta king kingdom kurd landowner lawmaker lawyer leader leadership league legislator
    legislature lender lobbyist looter loyalist magistrate man maoist marcher marine mayor mediator member mercenary merchant migrant
    militant military militia militiaman miner minister ministry minority missionary mob monarch monitor monk movement mp mullah nation
    national nationalist navy negotiator neighbor neighbour newspaper nun nurse observer officer official opponent opposition
    organisation organization orphan owner palace paramilitary parliament parliamentarian participant partner party passenger patriarch
    patriot peacekeeper peasant people person picketer pilot pirate plane police policeman politician pope population power premier
    president priest prime prince prisoner professor prosecutor protester protestor province public publisher queen rebel reformer
    reformist refugee regime region relative reporter representative republic reservist resident resistance revolutionary rioter rival
    ruler sailor scientist secretary secretary-general security separatist settler sheikh ship side smuggler sniper society soldier
    spokesman spokesperson spokeswoman squad squatter staff state striker strongman student successor summit supporter suspect tank
    teacher teenager tenant territory terrorist tourist town trader trafficker trawler tribe tribesman tribunal troop trooper truck
    tycoon union unionist vessel veteran victim vigilante village villager visitor volunteer voter warlord warplane warship watchdog
    widow wing witness woman worker workforce youth""".split()
)
_ACTING = frozenset(
    "ArmedGroup City Company Country GovernmentBody Group MediaOrganization Organization PoliticalParty Region".split()
)
ACTORS = _AGENTS | PERSON_NOUNS | {noun for noun, kind in NOUN_TYPES.items() if kind in _ACTING}
# prepositions before whom an event is directed at
DIRECTED = frozenset(
    "to with against on at from for toward towards upon over into between among of by before about via".split()
)
PLACED = frozenset("in near inside outside around within across throughout along off".split())
# nouns that name no one by themselves: "a group of rebels", "hundreds of students"
MEASURES = frozenset(
    "group number part dozen hundred thousand ten score million series member leader most majority some couple pair handful wave round team".split()
)
# a promise whatever follows: "agreed on the route"
STRONG_PROMISES = frozenset(
    "agree promise pledge vow swear offer willing ready committed guarantee prepared undertake assure".split()
)
# the subject is at the other end: "received aid from"
INVERSE = frozenset("receive win get gain obtain suffer face draw undergo come sustain attract secure".split())
# prepositions of what an operator governs: "engaged in", "agreed to", "came under"
GOVERNED = frozenset(("", "to", "into", "under", "upon", "from", "for", "with"))
PERSONAL = frozenset("him her them us it".split())
# participles that are adjectives: "is opposed to the plan" has no agent
ADJECTIVAL = frozenset(
    "opposed committed prepared determined poised set due dedicated concerned outraged dismayed".split()
)
# what these give, send or move is not whom they do it to
SENDING = frozenset(
    """send dispatch deploy move withdraw pull contribute offer give provide supply deliver ship hand donate transfer fly rush bring lend grant station extradite
    remove strengthen reinforce mobilize recall mass amass concentrate pour""".split()
)
# "to" whom one complains is not whom one complains about
COMPLAINING = frozenset("complain protest boast grumble".split())
# one of these is no actor ("use force", "a state of emergency"), several are
ONLY_SEVERAL = frozenset("exile force state power side unit ship air summit".split())
# those that act where they stand before a noun for what is done: "an opposition rally", but no "troop withdrawal"
ACTORS_BEFORE_NOUNS = ACTORS - ONLY_SEVERAL - frozenset(GROUPS["troops"].split())
# with these "in" leads to what is done: "took part in talks"
PARTAKING = frozenset("engage take participate partake join".split())
# "X said Y was responsible for it": an accusation
GUILTY = frozenset("responsible guilty liable complicit culpable accountable".split())
# "was to blame"
BLAMING = "blame"
# "will withdraw unless ...": a threat
ULTIMATUM = "unless"
# adverbs that make another verb of a verb: "broke off talks"
PARTICLES = frozenset(
    "about across ahead apart aside away back behind by down forward home in off on out over through together under up".split()
)
# prepositions that say where, not what verb it is
PLACING = frozenset({"in", "near"})
# before those whose event a noun names: "the talks between Peru and Chile"
PARTIES = frozenset({"between", "among"})
# before who gives it, when the subject is at the other end: "received aid from"
GIVERS = frozenset({"from", "by"})
# before the state that does it where nobody else is named: "was arrested in Peru"
HOSTS = frozenset({"in", "by", "from"})
# of what several do with one another, these lead to the others: "agreed with"
PARTNERS = frozenset(("", "with", "to", "against"))
# begins verbs that say that it is done again: "reimpose"
ITERATIVE = "re"
