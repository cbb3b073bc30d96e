"""English: verbs by whether they have an object. Data only; lemmas in lower case."""

# verbs that have an object in at least four of five active clauses, of three or more, in 700,000 words of news (VOA, Wikinews)
TRANSITIVE = frozenset(
    """abandon abduct accept access accuse achieve acknowledge acquire acquit add address administer admit adopt affect aid air allege
    allocate allow ambush amend anger announce answer appoint appreciate approve argue arm arrest assassinate assess assume attack attain
    attend attract attribute authorize avenge average avoid award back balance ban bar base beat believe blame bless block blow bolster
    bomb boost boycott bridge bring broadcast broker build buy cancel capture carry cast catch cause celebrate challenge characterize
    charge choose cite claim clarify classify clean clear collect combat combine commemorate commit compare complement complete conclude
    condemn conduct confirm confiscate confront congratulate consider constitute construct contact contain contend contract contradict
    contrive control convince coordinate copy cost counter cover create credit criticise criticize curb curtail cut damage declare
    dedicate defeat defend defuse defy delay deliver demand denounce deny derail describe deserve designate destabilize destroy detain
    determine develop dictate direct disclose discover discuss dismantle dismiss disperse display disrupt distribute diversify dominate
    donate download downplay draft draw drink earn ease eat elect eliminate embrace emphasize employ empower enable enact encounter
    encourage endorse enforce enjoy enrich ensure enter establish estimate examine exceed exchange exclude execute exercise expand
    expect expel experience explain explore expose express extend extract extradite face facilitate favor fear feature file fill
    finalize finance find fix follow forbid force forgive found free fuel fulfill fund gain generate give grant greet guarantee hail
    halt hamper handle harm hate have heed highlight hinder hit hold honor hope host house hurt identify ignore imagine impact impeach
    implement implicate imply import impose include indicate indict infer influence initiate inject injure insist inspect inspire
    install institute intercept intimidate introduce invade invent invest investigate invite involve issue join justify keep kidnap kill
    lack launch lay leave lift like limit link list locate lower maintain make manage manipulate manufacture mark match mediate monitor
    mourn name need nominate note notify observe obtain occupy offer open oppose order organize oust outline overcome oversee overthrow
    overturn own pack pardon patrol pick place plant please pledge portray pose possess post postpone pound praise predict prefer
    present pressure prevent print process proclaim produce project promise promote prompt propose protect prove provide provoke publish
    pump punish purchase pursue put question quote raid raise ratify reach read reaffirm realise rebuild recall receive recognise
    recognize recommend reconsider redistribute reduce reflect refuse regain regret reinstate reject release relinquish remove render
    renew renounce repair repeat replace reply report represent request require rescue resemble resolve respect restart restore restrict
    retain reveal reverse review revive sabotage safeguard sample satisfy save say schedule seal secure see seek seize select sell send
    set sever shake shape share sharpen shoot shout show sign signal simulate skip smuggle solve spare spark specify spend sponsor
    stabilize stage state steal stop storm strengthen stress subdue submit suggest summon supply support suppose suppress surpass
    surpasse surround suspect suspend sustain take target teach telephone tell test thank think threaten throw tighten tolerate top
    touch tour track trail transform transmit transport treat trigger uncover undercut undergo undermine understand unveil upgrade
    uphold urge use verify view violate visit voice want wash wear welcome win withhold withstand witness wonder wound write""".split()
)
# verbs that stand without an object in most active clauses (GUM and EWT, training parts), and verbs like them
INTRANSITIVE = frozenset(
    """abscond account act adhere agree aim amount apologize appear apply arise arrive attempt beg begin belong benefit bleed blow camp
    capitulate care cease chill clash collaborate collapse come compete complain comply concentrate concur consent consist cooperate cope
    crash crumble cry deal debut decline depart depend die differ dine disappear disembark dissent divorce drift drown emerge emigrate
    end erupt escape evolve exist expire explode fail fall falter feel float flow fly gather go grow hang happen head hesitate hide hike
    hurry immigrate inquire intend interact interfere intersect intervene jump lag land last laugh lie listen live loiter look march
    migrate move mourn object occur operate originate panic park part participate perish persist plead pray preside pretend prevail
    proceed profit progress protest qualify quarrel rally react rebel recede recover refrain relent rely remain reply resign reside
    resort respond rest retaliate retire retreat return revolve rise roam roar rush scream seem settle shop shout sink sit ski sleep slip
    smile soar speak specialize sprint stand starve stay step strive struggle stumble subside succeed suffer surge surrender survive swim
    talk tend thrive travel turn unite vanish vary vote wait wake walk wander withdraw work yell yield""".split()
)
