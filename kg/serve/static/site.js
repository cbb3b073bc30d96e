// Every page works without this: "/" goes to the search, keys press buttons, and what is being built is told as it goes on.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const wanted = event.key === "/" ? document.getElementById("find") : /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (event.key === "/") wanted.focus();
  else wanted.click();
});

const state = document.getElementById("state");
async function follow() {
  const answer = await fetch("/state");
  if (!answer.ok) return;
  const now = await answer.json();
  if (now.building || now.waiting) {
    state.firstChild.textContent = now.all ? `The graph is being built again: ${now.done} of ${now.all} documents read. ` : "The graph is being built again. ";
    setTimeout(follow, 1000);
  } else {
    const again = document.createElement("a");
    again.href = "";
    again.textContent = now.error || now.not_read.length ? "Not everything went well: look again" : "The graph has been built again: look again";
    state.replaceChildren(again);
  }
}
if (state && "busy" in state.dataset) follow();
