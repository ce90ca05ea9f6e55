-- The twelve rules of rules/twelve.hegui over a table `log`; gives (rule, id) of every finding.
-- Times are read as local times of +08:00, as the rules read them. Deadlines that fall after the last row are not due.
WITH t AS (
  SELECT id, debtor, channel, direction, outcome, number, party, agent, signal, text,
         try_cast(visitors AS INTEGER) AS visitors, "at"::TIMESTAMPTZ AS "at",
         ("at"::TIMESTAMPTZ AT TIME ZONE 'Asia/Shanghai') AS wall
  FROM log
), l AS (SELECT *, wall::DATE AS day, extract(hour FROM wall) AS hour FROM t),
last AS (SELECT max(day) AS day FROM l),
talk AS (SELECT id, debtor, day, "at", count(*) OVER (PARTITION BY debtor, day ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n
         FROM l WHERE channel = 'phone' AND direction = 'out' AND outcome = 'connected'),
missed AS (SELECT id, count(*) OVER (PARTITION BY debtor, number, day ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n
           FROM l WHERE channel = 'phone' AND direction = 'out' AND outcome = 'no-answer'),
-- Up to the row itself: dates of the week before, and rows of the same date that are not later.
dial AS (SELECT id, debtor, agent, day, "at",
                count(*) OVER (PARTITION BY debtor ORDER BY day RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW)
                - count(*) OVER (PARTITION BY debtor, day)
                + count(*) OVER (PARTITION BY debtor, day ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n
         FROM l WHERE channel = 'phone' AND direction = 'out'),
busy AS (SELECT * FROM dial WHERE n > 9),
agents AS (SELECT b.id, count(DISTINCT d.agent) AS n FROM busy b JOIN dial d
           ON d.debtor = b.debtor AND d.day > b.day - 7 AND d."at" <= b."at" GROUP BY b.id)
SELECT 'night' AS rule, id FROM l WHERE direction = 'out' AND (hour >= 22 OR hour < 8)
UNION ALL SELECT 'threatening', id FROM l WHERE regexp_matches(text, '坐牢|抓你|身败名裂|打断你的腿|曝光|收拾你|不得安宁|小心你的孩子')
UNION ALL SELECT 'insulting', id FROM l WHERE regexp_matches(text, '老赖|死皮赖脸|骗子|人渣|废物|畜生|无耻|没人性')
UNION ALL SELECT 'told-others', id FROM l WHERE party <> 'debtor' AND regexp_matches(text, '转告他还款|欠了钱|替他还款|贷款逾期|催他还钱|亲戚欠债')
UNION ALL SELECT 'lone-visit', id FROM l WHERE channel = 'visit' AND visitors < 2
UNION ALL SELECT 'talks-a-day', id FROM talk WHERE n > 2
UNION ALL SELECT 'dials-a-day', id FROM missed WHERE n > 2
UNION ALL SELECT 'dials-a-week', id FROM dial WHERE n > 9
UNION ALL SELECT 'sms-first', v.id FROM l v WHERE v.channel = 'visit' AND NOT EXISTS (
  SELECT 1 FROM l s WHERE s.debtor = v.debtor AND s.channel = 'sms' AND s.direction = 'out' AND s."at" < v."at" AND s.day > v.day - 30)
UNION ALL SELECT 'after-stop', d.id FROM l d WHERE d.channel = 'phone' AND d.direction = 'out' AND EXISTS (
  SELECT 1 FROM l s WHERE s.debtor = d.debtor AND s.direction = 'in' AND s.signal = 'stop-request' AND s."at" < d."at" AND s.day > d.day - 3)
UNION ALL SELECT 'plan-in-time', h.id FROM l h, last WHERE h.direction = 'in' AND h.signal = 'hardship' AND h.day + 7 < last.day AND NOT EXISTS (
  SELECT 1 FROM l o WHERE o.debtor = h.debtor AND o.direction = 'out' AND o.signal = 'plan-offer' AND o."at" > h."at" AND o.day <= h.day + 7)
UNION ALL SELECT 'many-agents', id FROM agents WHERE n > 9
