(function () {
  "use strict";
  var PAGE = 50, PAPER = 100;
  var root = document.documentElement;
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var data = JSON.parse(byId("data").textContent);
  var f = data.findings, words = data.words, count = f.rule.length;
  var zh = function () { return root.dataset.lang === "zh"; };
  var say = function (en, han) { return zh() ? han : en; };
  var rules = {};
  data.rules.forEach(function (rule) { rules[rule.index] = rule; });
  var title = function (rule) { return say(rule.title.en, rule.title.zh); };
  var make = function (name, kind, text) {
    var one = document.createElement(name);
    if (kind) one.className = kind;
    if (text !== undefined) one.textContent = text;
    return one;
  };
  var many = function (number) { return String(number).replace(/\B(?=(\d{3})+$)/g, ","); };
  var two = function (number) { return (number < 10 ? "0" : "") + number; };
  var DAYS = { en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] };

  // When each finding was, once: weekday, hour and day.
  var weekday = new Int8Array(count), hour = new Int8Array(count), day = new Int32Array(count);
  for (var i = 0; i < count; i++) {
    day[i] = Math.floor(f.at[i] / 86400);
    weekday[i] = ((day[i] + 3) % 7 + 7) % 7;
    hour[i] = f.date_only[i] ? -1 : Math.floor((f.at[i] - day[i] * 86400) / 3600);
  }
  var severity = { error: 2, warning: 1, info: 0 };

  // What is picked; a finding is shown if it fits all of it.
  var pick = {}, shown = [], page = 0, order = "time";
  var number = function (name) { var at = words.indexOf(name); return at < 0 ? -2 : at; };
  var toDay = function (text) { return Math.floor(Date.parse(text + "T00:00:00Z") / 86400000); };
  function choose() {
    var rule = pick.rule, week = pick.weekday, of = pick.hour;
    var debtor = pick.debtor === undefined ? -1 : number(pick.debtor);
    var agent = pick.agent === undefined ? -1 : number(pick.agent);
    var agency = pick.agency === undefined ? -1 : number(pick.agency);
    var channel = pick.channel === undefined ? -1 : data.channels.findIndex(function (one) { return one[0] === pick.channel; });
    if (pick.channel !== undefined && channel < 0) channel = -2;
    var from = pick.from ? toDay(pick.from) : -1e9, until = pick.until ? toDay(pick.until) : 1e9;
    var wanted = (pick.words || "").trim().toLowerCase();
    var side = zh() ? 1 : 0, fits = {};
    shown = [];
    for (var i = 0; i < count; i++) {
      if (rule !== undefined && f.rule[i] !== rule) continue;
      if (week !== undefined && weekday[i] !== week) continue;
      if (of !== undefined && hour[i] !== of) continue;
      if (debtor !== -1 && f.debtor[i] !== debtor) continue;
      if (agent !== -1 && f.agent[i] !== agent) continue;
      if (agency !== -1 && f.agency[i] !== agency) continue;
      if (channel !== -1 && f.channel[i] !== channel) continue;
      if (day[i] < from || day[i] > until) continue;
      if (wanted && !has(i)) continue;
      shown.push(i);
    }
    function has(i) {
      return [f.message[i][side], f.subject[i], f.agent[i], f.agency[i]].some(inWord)
        || rules[f.rule[i]].id.indexOf(wanted) >= 0
        || f.evidence[i].some(function (piece) { return inWord(data.rows[piece[0]][1]); });
    }
    function inWord(at) {
      if (fits[at] === undefined) fits[at] = words[at].toLowerCase().indexOf(wanted) >= 0;
      return fits[at];
    }
    if (order === "time") shown.sort(function (a, b) { return f.at[a] - f.at[b] || a - b; });
    if (order === "grave") shown.sort(function (a, b) { return severity[rules[f.rule[b]].severity] - severity[rules[f.rule[a]].severity] || f.at[a] - f.at[b] || a - b; });
    if (order === "debtor") shown.sort(function (a, b) { return (words[f.debtor[a]] < words[f.debtor[b]] ? -1 : words[f.debtor[a]] > words[f.debtor[b]] ? 1 : 0) || f.at[a] - f.at[b] || a - b; });
    page = 0;
    render();
  }

  function when(i) {
    var at = new Date(f.at[i] * 1000).toISOString();
    return at.slice(0, 10) + (f.date_only[i] ? "" : " " + at.slice(11, 16)) + " " + DAYS[zh() ? "zh" : "en"][weekday[i]];
  }
  function item(i) {
    var rule = rules[f.rule[i]], side = zh() ? 1 : 0, li = make("li", "found");
    var box = make("details"), head = make("summary");
    head.appendChild(make("span", "when", when(i)));
    head.appendChild(make("span", "sev s-" + rule.severity, say(rule.severity, { error: "错误", warning: "警告", info: "提示" }[rule.severity])));
    head.appendChild(make("span", "title", title(rule)));
    var channel = data.channels[f.channel[i]];
    var who = [words[f.debtor[i]] || words[f.subject[i]], channel && channel[0] ? channel[1 + side] : "", words[f.agency[i]], words[f.agent[i]]];
    head.appendChild(make("span", "whom", who.filter(Boolean).join(" · ")));
    box.appendChild(head);
    box.addEventListener("toggle", function () { if (box.open) fill(box, i); });
    li.appendChild(box);
    return li;
  }
  function fill(box, i) {
    if (box.children.length > 1) return;
    var rule = rules[f.rule[i]], side = zh() ? 1 : 0, body = make("div", "body");
    body.appendChild(make("p", "message", words[f.message[i][side]]));
    var law = make("p", "law");
    law.appendChild(make("small", "id", rule.id));
    law.appendChild(make("cite", "", " " + rule.law));
    body.appendChild(law);
    var list = make("ul", "quotes");
    f.evidence[i].forEach(function (piece) {
      var row = data.rows[piece[0]], quote = make("li", "quote" + (piece[3] ? " offending" : ""));
      quote.appendChild(make("span", "place", words[row[0]] + say(", row " + row[3], " 第" + row[3] + "行") + " (" + say("line " + row[2], "文件第" + row[2] + "行") + ")"));
      quote.appendChild(make("q", "", words[row[1]]));
      var role = words[piece[1 + side]];
      if (role) quote.appendChild(make("span", "role", (piece[3] ? "✕ " : "") + role));
      list.appendChild(quote);
    });
    if (f.more[i]) list.appendChild(make("li", "more", say(f.more[i] + " more rows are in the other formats of the report", "另有 " + f.more[i] + " 行见其他格式的报告")));
    body.appendChild(list);
    var links = make("p", "near");
    [["debtor", words[f.debtor[i]]], ["agency", words[f.agency[i]]]].forEach(function (pair) {
      if (!pair[1]) return;
      var go = make("button", "link", say("all of ", "查看全部：") + pair[1]), only = {};
      go.type = "button";
      only[pair[0]] = pair[1];
      go.dataset.pick = JSON.stringify(only);
      links.appendChild(go);
    });
    body.appendChild(links);
    box.appendChild(body);
  }

  function render(paper) {
    var list = byId("list"), pages = Math.max(1, Math.ceil(shown.length / PAGE));
    var from = paper ? 0 : page * PAGE, part = shown.slice(from, from + (paper ? PAPER : PAGE));
    list.textContent = "";
    list.start = from + 1;
    var pieces = document.createDocumentFragment();
    part.forEach(function (i) {
      var one = item(i);
      if (paper) { fill(one.firstChild, i); one.firstChild.open = true; }
      pieces.appendChild(one);
    });
    list.appendChild(pieces);
    if (paper && shown.length > part.length) list.appendChild(make("li", "more", say(many(shown.length - part.length) + " more findings are not printed", "另有 " + many(shown.length - part.length) + " 项未打印")));
    if (!shown.length) list.appendChild(make("li", "more", say("nothing matches the filter", "没有符合筛选条件的内容")));
    var rest = data.more ? say(" (" + many(data.more) + " less grave ones have no room on this page)", "（另有较轻的 " + many(data.more) + " 项未载入本页）") : "";
    byId("found").textContent = many(shown.length) + " / " + many(count) + rest;
    nav(pages);
    chips();
  }
  function nav(pages) {
    var bar = byId("pages");
    bar.textContent = "";
    if (pages < 2) return;
    var go = function (text, to, label) {
      var one = make("button", to === page && text === String(page + 1) ? "now" : "", text);
      one.type = "button";
      one.disabled = to < 0 || to >= pages;
      if (label) one.setAttribute("aria-label", label);
      if (one.className) one.setAttribute("aria-current", "page");
      one.addEventListener("click", function () { page = to; render(); byId("findings").scrollIntoView(); });
      bar.appendChild(one);
    };
    go("‹", page - 1, say("previous page", "上一页"));
    var last = -1;
    for (var at = 0; at < pages; at++) {
      if (at > 1 && at < pages - 2 && Math.abs(at - page) > 2) continue;
      if (last >= 0 && at - last > 1) bar.appendChild(make("span", "", "…"));
      go(many(at + 1), at);
      last = at;
    }
    go("›", page + 1, say("next page", "下一页"));
  }

  // What is picked besides the rule and the words, each with a way to let it go.
  function chips() {
    var bar = byId("picked");
    bar.textContent = "";
    var chip = function (names, text) {
      var one = make("button", "chip on", text + " ×");
      one.type = "button";
      one.setAttribute("aria-label", say("remove the filter ", "取消筛选 ") + text);
      one.addEventListener("click", function () { names.forEach(function (name) { delete pick[name]; }); choose(); });
      bar.appendChild(one);
    };
    if (pick.weekday !== undefined || pick.hour !== undefined) {
      var text = pick.weekday === undefined ? "" : DAYS[zh() ? "zh" : "en"][pick.weekday];
      if (pick.hour !== undefined) text += " " + two(pick.hour) + ":00–" + two(pick.hour + 1) + ":00";
      chip(["weekday", "hour"], text);
    }
    if (pick.from) chip(["from", "until"], pick.from === pick.until ? pick.from : pick.from + " – " + pick.until);
    if (pick.debtor !== undefined) chip(["debtor"], pick.debtor);
    if (pick.agent !== undefined) chip(["agent", "agency"], (pick.agent || say("agent not named", "坐席未载明")) + (pick.agency ? " · " + pick.agency : ""));
    else if (pick.agency !== undefined) chip(["agency"], pick.agency || say("no agency named", "机构未载明"));
    if (pick.channel !== undefined) {
      var known = data.channels.filter(function (one) { return one[0] === pick.channel; })[0];
      chip(["channel"], known ? say(known[1], known[2]) : pick.channel);
    }
    byId("pick-rule").value = pick.rule === undefined ? "all" : String(pick.rule);
    byId("pick-words").value = pick.words || "";
  }

  // A click on a part of a chart shows its findings.
  function follow(target) {
    var what = JSON.parse(target.dataset.pick), heat = byId("heat").dataset;
    if (what.hour !== undefined) {
      if (heat.marked !== "all") what.rule = Number(heat.marked);
      if (heat.channel && heat.channel !== "all") what.channel = heat.channel;
    }
    pick = what;
    choose();
    byId("findings").scrollIntoView();
  }
  document.addEventListener("click", function (event) {
    var target = event.target.closest && event.target.closest("[data-pick]");
    if (target) { event.preventDefault(); follow(target); return; }
    var unfold = event.target.closest && event.target.closest("[data-unfold]");
    if (unfold) {
      all(".rest", unfold.closest("figure")).forEach(function (one) {
        if (unfold.parentNode.previousElementSibling.contains(one)) one.hidden = false;
      });
      unfold.parentNode.remove();
    }
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if ((event.key === "Enter" || event.key === " ") && target.matches && target.matches("g[data-pick]")) { event.preventDefault(); follow(target); }
  });

  // The heat map by channel and rule.
  function heat() {
    var figure = byId("heat"), of = byId("heat-channel").value, rule = byId("heat-rule").value;
    var marks = rule === "all" ? data.all_rules : rules[rule].week;
    var lists = of === "all" ? data.by_channel : [data.by_channel[Number(of)]];
    var most = 0, sums = [];
    for (var at = 0; at < 168; at++) {
      sums[at] = lists.reduce(function (sum, list) { return sum + list[at]; }, 0);
      most = Math.max(most, sums[at]);
    }
    var cells = all(".hc", figure);
    cells.forEach(function (cell, at) {
      var contacts = sums[at], bad = marks[at];
      var level = contacts ? Math.min(6, Math.max(1, Math.ceil(Math.sqrt(contacts / most) * 6))) : 0;
      cell.setAttribute("class", "hc l" + level + (bad ? " bad" : ""));
      if (bad) { cell.setAttribute("tabindex", "0"); cell.setAttribute("role", "button"); } else { cell.removeAttribute("tabindex"); cell.removeAttribute("role"); }
      cell.querySelector(".n").textContent = contacts ? short(contacts) : "";
      cell.querySelector(".x").textContent = bad ? "✕" + short(bad) : "";
      var name = cell.querySelector("title");
      name.textContent = name.textContent.split(" · ")[0] + " · " + contacts + " contacts 次联系 · ✕ " + bad;
    });
    figure.dataset.marked = rule;
    figure.dataset.channel = of === "all" ? "all" : byId("heat-channel").selectedOptions[0].dataset.name;
    var bands = byId("heat-bands"), windows = rule === "all" ? [] : rules[rule].windows;
    bands.textContent = "";
    windows.forEach(function (one) {
      band(one[0], Math.min(one[1], 1440));
      if (one[1] > 1440) band(0, one[1] - 1440);
    });
    byId("heat-window").hidden = !windows.length;
    byId("heat-hours").textContent = windows.map(function (one) { return clock(one[0]) + "–" + clock(one[1]); }).join(", ");
    function clock(minute) { return two(Math.floor(minute / 60) % 24) + ":" + two(minute % 60); }
    function band(from, until) {
      var rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      var set = { "class": "band", x: 52 + from * 40 / 60, y: 37, width: (until - from) * 40 / 60, height: 240, fill: "url(#hatch)" };
      Object.keys(set).forEach(function (name) { rect.setAttribute(name, set[name]); });
      bands.appendChild(rect);
    }
  }
  function short(number) {
    if (number < 1e3) return String(number);
    if (number < 1e4) return (number / 1e3).toFixed(1) + "k";
    if (number < 1e6) return Math.floor(number / 1e3) + "k";
    return number < 1e7 ? (number / 1e6).toFixed(1) + "M" : Math.floor(number / 1e6) + "M";
  }

  function translate() {
    all("option[data-en]").forEach(function (one) { one.textContent = zh() ? one.dataset.zh : one.dataset.en; });
    var list = byId("pick-rule");
    list.textContent = "";
    var add = function (to, value, text) { var one = make("option", "", text); one.value = value; to.appendChild(one); };
    add(list, "all", say("all rules", "全部规则"));
    data.rules.forEach(function (rule) { add(list, String(rule.index), title(rule)); });
    var by = byId("pick-order"), was = order;
    by.textContent = "";
    [["time", "by time", "按时间"], ["grave", "gravest first", "按严重程度"], ["debtor", "by debtor", "按债务人"], ["rule", "by rule", "按规则"]].forEach(function (one) { add(by, one[0], say(one[1], one[2])); });
    by.value = was;
    byId("pick-words").placeholder = say("search", "搜索");
  }
  ["heat-channel", "heat-rule"].forEach(function (id) { byId(id).addEventListener("change", heat); });
  byId("pick-rule").addEventListener("change", function () {
    if (this.value === "all") delete pick.rule; else pick.rule = Number(this.value);
    choose();
  });
  byId("pick-words").addEventListener("input", function () { pick.words = this.value; choose(); byId("pick-words").focus(); });
  byId("pick-order").addEventListener("change", function () { order = this.value; choose(); });
  byId("pick-none").addEventListener("click", function () { pick = {}; choose(); });
  document.addEventListener("lang", function () { var was = page; translate(); choose(); page = was; render(); });
  addEventListener("beforeprint", function () { render(true); });
  addEventListener("afterprint", function () { render(); });
  translate();
  choose();
})();
