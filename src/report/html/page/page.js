(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var byId = function (id) { return document.getElementById(id); };

  byId("lang").addEventListener("click", function () {
    var next = root.dataset.lang === "zh" ? "en" : "zh";
    root.dataset.lang = next;
    root.lang = next;
    document.dispatchEvent(new Event("lang"));
    filter();
  });
  byId("theme").addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  byId("print").addEventListener("click", function () { print(); });

  // Filter by verdict and by words.
  var chips = all("[data-filter]");
  var requirements = all(".req");
  var words = requirements.map(function (one) { return one.textContent.toLowerCase(); });
  var search = byId("search");
  chips.forEach(function (chip) {
    var verdict = chip.dataset.filter;
    var count = requirements.filter(function (one) { return one.dataset.verdict === verdict; }).length;
    chip.querySelector(".n").textContent = count;
    if (!count) chip.hidden = true;
    chip.addEventListener("click", function () {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      filter();
    });
    chip.addEventListener("dblclick", function () {
      chips.forEach(function (other) { other.setAttribute("aria-pressed", other === chip); });
      filter();
    });
  });
  byId("all").addEventListener("click", function () {
    chips.forEach(function (chip) { chip.setAttribute("aria-pressed", true); });
    search.value = "";
    filter();
  });
  search.addEventListener("input", filter);

  function filter() {
    var on = {};
    chips.forEach(function (chip) { on[chip.dataset.filter] = chip.getAttribute("aria-pressed") === "true"; });
    var wanted = search.value.trim().toLowerCase();
    var shown = 0;
    requirements.forEach(function (one, at) {
      var keep = on[one.dataset.verdict] && (!wanted || words[at].indexOf(wanted) >= 0 || name(one).indexOf(wanted) >= 0);
      one.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    var any = false;
    all(".subject").forEach(function (subject) {
      subject.hidden = !subject.querySelector(".req:not([hidden])");
      any = any || !subject.hidden;
    });
    byId("none").hidden = any;
    byId("shown").textContent = shown + " / " + requirements.length;
  }
  function name(one) {
    return one.closest(".subject").querySelector("h2").textContent.toLowerCase();
  }

  // From a quotation to its words in the text, and back.
  document.addEventListener("click", function (event) {
    var go = event.target.closest && event.target.closest("[data-mark]");
    if (go) {
      event.preventDefault();
      light(go.closest(".subject"), go.dataset.mark, true);
      return;
    }
    var mark = event.target.closest && event.target.closest("mark");
    if (mark) {
      var subject = mark.closest(".subject");
      var number = mark.dataset.marks.split(" ")[0];
      var quote = subject.querySelector('[data-mark="' + number + '"]');
      light(subject, number, false);
      if (quote) {
        var req = quote.closest(".req");
        req.open = true;
        req.hidden = false;
        req.scrollIntoView({ block: "nearest" });
      }
    }
  });
  function light(subject, number, scroll) {
    all("mark.on").forEach(function (mark) { mark.classList.remove("on"); });
    var marks = all("mark", subject).filter(function (mark) { return mark.dataset.marks.split(" ").indexOf(number) >= 0; });
    marks.forEach(function (mark) { mark.classList.add("on"); });
    if (scroll && marks[0]) {
      var pane = marks[0].closest(".text");
      if (pane.scrollHeight > pane.clientHeight) {
        pane.scrollTop += marks[0].getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
      }
      marks[0].scrollIntoView({ block: "nearest" });
    }
  }

  // A link from the matrix opens what it points to.
  function follow() {
    var target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (!target) return;
    if (target.matches(".req")) target.open = true;
    target.hidden = false;
    var subject = target.closest(".subject");
    if (subject) subject.hidden = false;
    target.scrollIntoView();
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", function () { requirements.forEach(function (one) { one.open = true; }); });
  addEventListener("keydown", function (event) {
    if (event.key === "/" && event.target !== search) { event.preventDefault(); search.focus(); }
  });
  filter();
  follow();
})();
