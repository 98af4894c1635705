// Draw each element of class "chart" from a table of the page: data-kind, data-x, data-y, data-series name the kind and
// the columns, data-table the id of the table. Nothing is fetched but the outline of China and where
// its cities lie, and that from this site.
"use strict";

(() => {
  const COLOURS = ["#1f6f8b", "#c8553d", "#e0a030", "#4f7f3a", "#7a5195", "#3b6fb6", "#b0527b", "#8a6d3b", "#5f7380", "#2a9d8f"];
  const FONT = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  const MONTHS_SHOWN = 24;
  const SUFFIX = /(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$/;

  const short = (name) => name.replace(SUFFIX, "");
  const cut = (text, length) => ([...text].length > length ? [...text].slice(0, length - 1).join("") + "…" : text);
  const distinct = (values) => [...new Set(values)];
  const largest = (values) => values.reduce((most, value) => Math.max(most, value), 0);
  const dated = (text) => /^\d{4}-\d{2}-\d{2}/.test(text);
  const number = (text) => (text === "" ? null : Number(text.replace(/,/g, "")));

  // Return the rows of a table as objects; a header's text is its column's name.
  function read(table) {
    const names = [...table.querySelectorAll("thead th")].map((cell) => cell.dataset.column || cell.textContent.trim());
    return [...table.querySelectorAll("tbody tr")].map((row) =>
      Object.fromEntries([...row.cells].map((cell, index) => [names[index], cell.textContent.trim()])));
  }

  // Return every month from the first to the last: one without events is a gap, not a neighbour.
  function months(values) {
    const known = values.filter((value) => /^\d{4}-\d{2}$/.test(value)).sort();
    if (known.length !== values.length || !known.length) return values;
    const all = [];
    let [year, month] = known[0].split("-").map(Number);
    for (let at = known[0]; at <= known[known.length - 1] && all.length < 1200;) {
      all.push(at);
      [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
      at = `${year}-${String(month).padStart(2, "0")}`;
    }
    return all;
  }

  const base = (narrow) => ({
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: FONT, color: "#22303a" },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    tooltip: { renderMode: "richText", confine: true, textStyle: { fontSize: narrow ? 12 : 14 } },
  });
  const legend = (data) => ({ type: "scroll", top: 0, data, textStyle: { color: "#22303a" } });
  const counts = { type: "value", minInterval: 1, splitLine: { lineStyle: { color: "#e3e7eb" } } };

  // Names are written along lying bars; years and months stand in a row.
  const standing = (rows, hint) => rows.every((row) => /^(?:\d{4}(?:-\d{2})?|不详|未注明)$/.test(row[hint.x]));

  function bars(rows, hint, narrow) {
    if (!standing(rows, hint)) return lying(rows, hint, narrow);
    const ordered = [...rows].sort((one, other) => (one[hint.x] < other[hint.x] ? -1 : 1));
    return upright(ordered, hint.series ? { ...hint, kind: "stack" } : hint, narrow, "bar");
  }

  function lines(rows, hint, narrow) {
    return rows.every((row) => dated(row[hint.x])) ? points(rows, hint, narrow) : upright(rows, hint, narrow, "line");
  }

  function upright(rows, hint, narrow, type) {
    const present = distinct(rows.map((row) => row[hint.x])).length;
    const categories = months(distinct(rows.map((row) => row[hint.x])));
    const names = hint.series ? distinct(rows.map((row) => row[hint.series])) : [hint.y];
    const values = new Map(rows.map((row) => [`${hint.series ? row[hint.series] : hint.y}\n${row[hint.x]}`, number(row[hint.y])]));
    const series = names.map((name) => ({
      name,
      type,
      stack: hint.kind === "stack" ? "all" : undefined,
      connectNulls: false,
      // A month that is not in the table had none.
      data: categories.map((category) => values.get(`${name}\n${category}`) ?? (categories.length > present ? 0 : null)),
    }));
    if (hint.y2) {
      series.push({ name: hint.y2, type, data: categories.map((each) => number(rows.find((row) => row[hint.x] === each)?.[hint.y2] ?? "")) });
    }
    // What there is most of stands at the bottom, where lengths compare best.
    const total = (each) => each.data.reduce((sum, value) => sum + value, 0);
    if (hint.kind === "stack") series.sort((one, other) => total(other) - total(one));
    const chosen = series.length > 1;
    const long = categories.length > MONTHS_SHOWN;
    const option = base(narrow);
    return {
      ...option,
      tooltip: { ...option.tooltip, trigger: "axis" },
      legend: chosen ? legend(series.map((each) => each.name)) : undefined,
      grid: { ...option.grid, top: chosen ? 40 : 32, bottom: long ? 48 : 8 },
      dataZoom: long ? [{ type: "slider", bottom: 8, height: 20, startValue: categories.length - MONTHS_SHOWN, endValue: categories.length - 1 }] : undefined,
      xAxis: { type: "category", data: categories, axisLabel: { hideOverlap: true, formatter: (text) => cut(text, 8) } },
      yAxis: { ...counts, name: chosen ? undefined : hint.y, nameTextStyle: { align: "left" } },
      series,
    };
  }

  function lying(rows, hint, narrow) {
    const sum = (name) => rows.filter((row) => row[hint.x] === name).reduce((all, row) => all + number(row[hint.y]), 0);
    const unknown = (name) => (/^(?:不详|未注明)$/.test(name) ? 1 : 0);
    const every = distinct(rows.map((row) => row[hint.x]));
    // Lengths in parts are compared by their sum; what the texts do not say stands last.
    if (hint.series) every.sort((one, other) => unknown(one) - unknown(other) || sum(other) - sum(one));
    const names = every.slice(0, Number(hint.most) || 25);
    const shown = rows.filter((row) => names.includes(row[hint.x]));
    const columns = hint.series ? distinct(shown.map((row) => row[hint.series])).sort() : [hint.y, hint.y2].filter(Boolean);
    const of = (row, column) => (hint.series ? (row[hint.series] === column ? number(row[hint.y]) : null) : number(row[column]));
    const values = (column) => names.map((name) => shown.filter((row) => row[hint.x] === name).map((row) => of(row, column)).find((value) => value !== null) ?? null);
    const option = base(narrow);
    return {
      ...option,
      tooltip: { ...option.tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      legend: columns.length > 1 ? legend(columns) : undefined,
      grid: { ...option.grid, top: columns.length > 1 ? 36 : 8, right: 36 },
      xAxis: counts,
      yAxis: {
        type: "category",
        inverse: true,
        data: names,
        axisLabel: { interval: 0, formatter: (text) => cut(text, narrow ? 8 : 14) },
      },
      series: columns.map((column) => ({
        name: column,
        type: "bar",
        stack: hint.series ? "all" : undefined,
        barMaxWidth: 28,
        data: values(column),
        label: { show: !hint.series, position: "right", color: "#22303a" },
      })),
    };
  }

  function map(rows, hint, narrow, regions, known, room) {
    const at = (row) => (hint.longitude ? [number(row[hint.longitude]), number(row[hint.latitude])] : known[row[hint.x]] || []);
    const cities = rows.filter((row) => at(row).length === 2 && at(row)[0] !== null);
    const sums = new Map();
    for (const row of regions.length ? regions : rows) {
      if (row["省份"]) sums.set(short(row["省份"]), (sums.get(short(row["省份"])) || 0) + number(row[hint.y]));
    }
    const provinces = [...sums].map(([name, value]) => ({ name, value }));
    const top = Math.max(2, largest(provinces.map((each) => each.value)));
    const most = largest(cities.map((row) => number(row[hint.y])));
    const option = base(narrow);
    return {
      ...option,
      tooltip: { ...option.tooltip, trigger: "item", formatter: (item) => `${item.name}：${item.seriesType === "scatter" ? item.value[2] : item.value || 0} 个事件` },
      title: cities.length ? undefined : { text: "没有写明城市", left: "center", top: "middle", textStyle: { fontSize: 14 } },
      geo: {
        map: "china",
        layoutCenter: ["50%", "54%"],
        layoutSize: room,
        itemStyle: { borderColor: "#9aa7b2", areaColor: "#f3f5f7" },
        emphasis: { label: { show: false } },
      },
      visualMap: {
        type: "continuous",
        seriesIndex: 0,
        show: provinces.length > 0,
        // A province with one event is not the colour of one with none.
        min: 1,
        max: top,
        inRange: { color: ["#d3e6ec", "#5f9fb5"] },
        left: 0,
        bottom: 0,
        itemHeight: narrow ? 56 : 90,
        itemWidth: 12,
        text: [`${top} 个`, "1 个"],
      },
      series: [
        { name: "省份", type: "map", geoIndex: 0, data: provinces },
        {
          name: "城市",
          type: "scatter",
          coordinateSystem: "geo",
          itemStyle: { color: "#c8553d", opacity: 0.85, borderColor: "#fff" },
          symbolSize: (value) => 6 + 18 * Math.sqrt(value[2] / Math.max(1, most)),
          data: cities.map((row) => ({ name: row[hint.x], value: [...at(row), number(row[hint.y])] })),
          label: {
            show: true,
            position: "right",
            color: "#22303a",
            textBorderColor: "#fff",
            textBorderWidth: 2,
            fontSize: narrow ? 10 : 12,
            formatter: (item) => (item.dataIndex < (narrow ? 6 : 15) ? short(item.name) : ""),
          },
          labelLayout: { hideOverlap: true },
        },
      ],
    };
  }

  function sankey(rows, hint, narrow) {
    // A body and a person of one name are two nodes.
    const left = distinct(rows.map((row) => row[hint.x])).map((name) => ({ name: `l:${name}`, depth: 0 }));
    const right = distinct(rows.map((row) => row[hint.series])).map((name) => ({ name: `r:${name}`, depth: 1, label: { position: "left" }, itemStyle: { color: "#5f7380" } }));
    const option = base(narrow);
    const plain = (name) => name.slice(2);
    return {
      ...option,
      tooltip: {
        ...option.tooltip,
        trigger: "item",
        formatter: (at) => (at.dataType === "edge" ? `${plain(at.data.source)} – ${plain(at.data.target)}：${at.value} 个事件` : plain(at.name)),
      },
      series: [{
        type: "sankey",
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: narrow ? 8 : 10,
        draggable: false,
        emphasis: { focus: "adjacency" },
        label: { color: "#22303a", fontSize: narrow ? 11 : 13, formatter: (at) => cut(plain(at.name), narrow ? 9 : 16), textBorderColor: "#fff", textBorderWidth: 2 },
        lineStyle: { color: "source", opacity: 0.35 },
        data: [...left, ...right],
        links: rows.map((row) => ({ source: `l:${row[hint.x]}`, target: `r:${row[hint.series]}`, value: number(row[hint.y]) })),
      }],
    };
  }

  // Return a text in lines that a tooltip has room for.
  const wrapped = (text) => [...cut(text, 110)].map((letter, index) => (index && index % 22 === 0 ? "\n" + letter : letter)).join("");

  function timeline(rows, hint, narrow) {
    // One event of several kinds is a point in the lane of each.
    const happened = rows.filter((row) => dated(row[hint.x]))
      .flatMap((row) => row[hint.y].split("、").map((lane) => ({ day: row[hint.x].slice(0, 10), lane: lane || "未注明", text: row[hint.label] || "" })));
    const option = base(narrow);
    return {
      ...option,
      grid: { ...option.grid, top: 16, right: 24 },
      tooltip: { ...option.tooltip, trigger: "item", formatter: (item) => `${item.value[0]} ${item.value[1]}\n${wrapped(item.data.text)}` },
      xAxis: { type: "time", axisLabel: { hideOverlap: true, formatter: "{yyyy}-{MM}-{dd}" }, splitNumber: narrow ? 2 : 5 },
      yAxis: { type: "category", data: distinct(happened.map((each) => each.lane)), splitLine: { show: true, lineStyle: { color: "#e3e7eb" } } },
      series: [{ type: "scatter", symbolSize: 13, itemStyle: { opacity: 0.75 }, data: happened.map((each) => ({ value: [each.day, each.lane], text: each.text })) }],
    };
  }

  function points(rows, hint, narrow) {
    const option = base(narrow);
    return {
      ...option,
      grid: { ...option.grid, top: 32, right: 24 },
      tooltip: { ...option.tooltip, trigger: "item", formatter: (item) => `${item.value[0]}：${item.value[1]}\n${wrapped(item.data.text)}` },
      xAxis: { type: "time", axisLabel: { hideOverlap: true, formatter: "{yyyy}-{MM}-{dd}" }, splitNumber: narrow ? 2 : 5 },
      yAxis: { ...counts, minInterval: 0, name: hint.y, nameTextStyle: { align: "left" } },
      series: [{ type: "scatter", symbolSize: 11, itemStyle: { opacity: 0.75 }, data: rows.map((row) => ({ value: [row[hint.x].slice(0, 10), number(row[hint.y])], text: row[hint.label] || "" })) }],
    };
  }

  const KINDS = {
    bar: bars,
    stack: (rows, hint, narrow) => upright(rows, hint, narrow, "bar"),
    line: lines,
    barh: lying,
    map,
    sankey,
    timeline,
  };

  async function draw(element) {
    const hint = element.dataset;
    const table = document.getElementById(hint.table);
    if (!table || !KINDS[hint.kind]) return;
    const rows = read(table);
    if (hint.kind === "map" && !echarts.getMap("china")) {
      const answer = await fetch(`${hint.assets}vendor/china.json`);
      echarts.registerMap("china", await answer.json());
    }
    const known = hint.kind === "map" && !hint.longitude ? await (await fetch(hint.cities)).json() : {};
    const regions = hint.regions ? read(document.getElementById(hint.regions)) : [];
    const chart = echarts.init(element);
    // The outline is somewhat wider than high.
    const room = () => Math.min(element.clientWidth, element.clientHeight * 1.2);
    const paint = () => chart.setOption(KINDS[hint.kind](rows, hint, element.clientWidth < 560, regions, known, room()), true);
    chart.on("finished", () => { element.dataset.drawn = "yes"; });
    paint();
    let waiting;
    new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { chart.resize(); paint(); }, 100);
    }).observe(element);
  }

  document.querySelectorAll(".chart").forEach((element) => { draw(element); });
})();
