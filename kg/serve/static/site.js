// Keys only; every page works without them. "/" goes to the search; in the review list j and k go on and back,
// y and n press the first and the second button of the chosen pair.
"use strict";
const pairs = () => [...document.querySelectorAll(".review > li")];
const writes = (item) => item.closest("input, textarea, select") !== null;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || writes(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find").focus();
    return;
  }
  const found = pairs();
  const here = found.indexOf(document.activeElement.closest(".review > li"));
  if (event.key === "j" && found.length) found[Math.min(here + 1, found.length - 1)].focus();
  if (event.key === "k" && found.length) found[Math.max(here - 1, 0)].focus();
  if (here >= 0 && (event.key === "y" || event.key === "n")) found[here].querySelectorAll("button")[event.key === "y" ? 0 : 1].click();
});
