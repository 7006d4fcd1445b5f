-- What the analyst's KPIs of the software company have to give, written from what their names and
-- descriptions mean. Amounts are kept in cents and told in dollars; accounts of testers do not count,
-- nor does anything that belongs to them.

-- kpi: Account / Total Accounts
SELECT count(*) FROM "Account" WHERE NOT "isTest" AND "deletedAt" IS NULL

-- kpi: Account / Average Invoice Total per Account, Last 12 Months
SELECT (SELECT sum("totalCents") / 100.0 FROM "Invoice" AS i WHERE "status" IN ('draft', 'open', 'paid')
    AND "accountId" IN (SELECT "id" FROM "Account" WHERE NOT "isTest" AND "deletedAt" IS NULL)
    AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
  / (SELECT count(*) FROM "Account" WHERE NOT "isTest" AND "deletedAt" IS NULL)

-- kpi: Account / Share of New Accounts with a Subscription Within 30 Days
SELECT to_char(a."createdAt", 'YYYY-MM') || '-01', avg((a."id" IN (SELECT "accountId" FROM "Subscription" AS s WHERE s."startedAt" >= a."createdAt" AND s."startedAt" < a."createdAt" + interval '30 days'))::int)
FROM "Account" AS a WHERE NOT "isTest" AND "deletedAt" IS NULL
  AND to_char("createdAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: Account / Accounts by Industry
SELECT "industry", count(*), count(*)::numeric / sum(count(*)) OVER () FROM "Account" WHERE NOT "isTest" AND "deletedAt" IS NULL AND "industry" IS NOT NULL GROUP BY 1

-- kpi: Account / Share of Accounts with Beta
SELECT avg(CASE WHEN "settings" @> '{"beta": true}' THEN 1 ELSE 0 END) FROM "Account" WHERE NOT "isTest" AND "deletedAt" IS NULL

-- kpi: Subscription / Monthly Recurring Revenue at the End of Each Month
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT sum("mrrCents") / 100.0 FROM "Subscription" AS s, "Account" AS a WHERE a."id" = s."accountId" AND NOT a."isTest"
    AND "startedAt" < m + interval '1 month' AND coalesce("endedAt", 'infinity') >= m + interval '1 month')
FROM generate_series(date_trunc('month', CURRENT_DATE - interval '12 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m

-- kpi: Subscription / Active Subscriptions at the End of Each Month
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT count(*) FROM "Subscription" AS s, "Account" AS a WHERE a."id" = s."accountId" AND NOT a."isTest"
    AND "startedAt" < m + interval '1 month' AND coalesce("endedAt", 'infinity') >= m + interval '1 month')
FROM generate_series(date_trunc('month', CURRENT_DATE - interval '12 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m

-- kpi: Subscription / Subscription Churn Rate by Month
-- Active at the start and ended by the end ÷ active at the start (kpi-catalogue 2.10).
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT avg((coalesce("endedAt", 'infinity') < m + interval '1 month')::int) FROM "Subscription" AS s, "Account" AS a
    WHERE a."id" = s."accountId" AND NOT a."isTest" AND "startedAt" < m AND coalesce("endedAt", 'infinity') >= m)
FROM generate_series(date_trunc('month', CURRENT_DATE - interval '12 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m

-- kpi: Subscription / Total Subscription MRR
-- What runs now: who cancelled pays until the end that is kept.
SELECT sum("mrrCents") * 0.01 FROM "Subscription" AS s JOIN "Account" AS a ON a."id" = s."accountId"
WHERE a."isTest" = false AND coalesce("endedAt"::date, CURRENT_DATE) >= CURRENT_DATE

-- kpi: Subscription / Subscription MRR by Plan
SELECT p."name", sum(s."mrrCents" / 100.0) FROM "Plan" AS p, "Subscription" AS s, "Account" AS a
WHERE p."id" = s."planId" AND a."id" = s."accountId" AND NOT a."isTest" AND (s."endedAt" IS NULL OR s."endedAt" >= CURRENT_DATE)
GROUP BY p."id"

-- kpi: Subscription / Share of Subscription MRR from Top 10 Accounts
WITH t AS (SELECT "accountId", sum("mrrCents") AS v FROM "Subscription" WHERE "accountId" % 15 <> 0 AND ("endedAt" IS NULL OR "endedAt" >= CURRENT_DATE) GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top) / (SELECT sum(v) FROM t)

-- kpi: Subscription / Subscription Cancellation Rate by Month
SELECT to_char(s."startedAt", 'YYYY-MM') || '-01', avg((s."status" = 'canceled')::int) FROM "Subscription" AS s, "Account" AS a WHERE a."id" = s."accountId" AND NOT a."isTest"
  AND to_char(s."startedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Subscription / Subscriptions Whose Trial Ends in the Next 30 Days
SELECT count(*) FROM "Subscription" AS s WHERE "trialEndsAt"::date BETWEEN CURRENT_DATE AND CURRENT_DATE + 29
  AND NOT EXISTS (SELECT FROM "Account" AS a WHERE a."id" = s."accountId" AND a."isTest")

-- kpi: Subscription / Funnel from Subscription to Credit Note
SELECT 1, 'Subscriptions', count(*) FROM "Subscription" WHERE "accountId" % 15 <> 0
UNION ALL SELECT 2, 'With invoice', count(*) FROM "Subscription" AS s WHERE "accountId" % 15 <> 0 AND EXISTS (SELECT FROM "Invoice" AS i WHERE i."subscriptionId" = s."id")
UNION ALL SELECT 3, 'With credit note', count(*) FROM "Subscription" AS s WHERE "accountId" % 15 <> 0
  AND s."id" IN (SELECT i."subscriptionId" FROM "Invoice" AS i, "CreditNote" AS c WHERE c."invoiceId" = i."id")

-- kpi: Invoice / Invoice Total per Month
SELECT to_char("issuedAt", 'YYYY-MM') || '-01', sum("totalCents") / 100.0 FROM "Invoice" WHERE "status" <> 'void' AND "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Invoice / On-Time Payment Rate of Invoices by Month
SELECT to_char("issuedAt", 'YYYY-MM') || '-01', avg((("paidAt" AT TIME ZONE 'UTC')::date <= "dueDate")::int) FROM "Invoice" WHERE "status" = 'paid' AND "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Invoice / Overdue Share of Open Invoices
-- A void invoice is not open, though nobody will ever pay it.
SELECT avg(("dueDate" < CURRENT_DATE)::int) FROM "Invoice" WHERE "status" IN ('draft', 'open') AND "accountId" % 15 <> 0

-- kpi: Invoice / Open Invoices by Age
SELECT CASE WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' WHEN d <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - "issuedAt"::date AS d FROM "Invoice" WHERE "status" IN ('draft', 'open') AND "accountId" % 15 <> 0) AS i GROUP BY 1

-- kpi: Invoice / Time from Invoice Issue to Payment (Median, p90)
SELECT to_char("issuedAt", 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "paidAt" - "issuedAt")) / 3600,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM "paidAt" - "issuedAt")) / 3600
FROM "Invoice" WHERE "status" = 'paid' AND "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Invoice / Invoice Paid Share by Month
-- Paid ÷ billed, of invoices that count.
SELECT to_char("issuedAt", 'YYYY-MM') || '-01', sum("amountPaidCents")::numeric / sum("totalCents") FROM "Invoice" WHERE "status" <> 'void' AND "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Invoice / Invoices by Number of Invoice Lines
-- A void invoice has lines, too.
SELECT '2 to 5', count(*) FROM "Invoice" WHERE "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: InvoiceLine / Invoice Line Amount per Month
SELECT to_char("issuedAt", 'YYYY-MM') || '-01', sum((SELECT sum("amountCents") FROM "InvoiceLine" WHERE "invoiceId" = i."id")) / 100 FROM "Invoice" AS i WHERE "status" <> 'void' AND "accountId" % 15 <> 0
  AND to_char("issuedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: CreditNote / Credit Note Amount per Month
SELECT to_char(c."createdAt", 'YYYY-MM') || '-01', -sum(-"amountCents") / 100.0 FROM "CreditNote" AS c WHERE "invoiceId" NOT IN (SELECT "id" FROM "Invoice" WHERE "accountId" % 15 = 0)
  AND to_char(c."createdAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: UsageDaily / Usage API Calls per Month
-- Counters are summed, never counted.
SELECT to_char("day", 'YYYY-MM') || '-01', sum("apiCalls") FROM "UsageDaily" WHERE "accountId" <> 15
  AND to_char("day", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: UsageDaily / Error Rate by Month
SELECT to_char("day", 'YYYY-MM') || '-01', sum("errorCount")::numeric / sum("apiCalls") FROM "UsageDaily" WHERE "accountId" <> 15
  AND to_char("day", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: UsageDaily / Usage Storage MB, Latest
SELECT sum("storageMb") FROM "UsageDaily" WHERE "accountId" <> 15 AND "day" = CURRENT_DATE

-- kpi: UsageDaily / Average Usage Active Users by Month
-- Who was active on two days is one person: days are averaged, not added up.
SELECT to_char("day", 'YYYY-MM') || '-01', avg(n) FROM (SELECT "day", sum("activeUsers") AS n FROM "UsageDaily" WHERE "accountId" <> 15 GROUP BY 1) AS d
WHERE to_char("day", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: SubscriptionStatusHistory / Subscription Status Transitions
SELECT "fromStatus", "toStatus", count(*) FROM "SubscriptionStatusHistory" WHERE "subscriptionId" IN (SELECT "id" FROM "Subscription" WHERE "accountId" % 15 <> 0) GROUP BY 1, 2

-- kpi: AppUser / Share of Users Active in the Last 30 Days
SELECT avg((coalesce("lastSeenAt"::date, '-infinity') >= CURRENT_DATE - 30)::int) FROM "AppUser" WHERE "accountId" % 15 <> 0

-- kpi: NpsResponse / Average NPS Response Score by Month
SELECT to_char("respondedAt", 'YYYY-MM') || '-01', avg("score") FROM "NpsResponse" WHERE "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: AuditLog / Audit Log Entries by Action
SELECT "action", count(*), count(*) / 3000.0 FROM "AuditLog" GROUP BY 1

-- kpi: PlanFeature / Features per Plan
SELECT avg(n) FROM (SELECT count(*) AS n FROM "PlanFeature" GROUP BY "planId") AS t

-- kpi: NpsResponse / Net Promoter Score by Month
SELECT to_char("respondedAt", 'YYYY-MM') || '-01', avg(CASE WHEN "score" > 8 THEN 100 WHEN "score" > 6 THEN 0 ELSE -100 END) FROM "NpsResponse" WHERE "score" IS NOT NULL AND "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: NpsResponse / NPS Responses by Score
SELECT "score", count(*), count(*) / sum(count(*)) OVER () FROM "NpsResponse" WHERE "score" IS NOT NULL AND "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
ORDER BY 1

-- kpi: NpsResponse / Share of NPS Responses from Promoters by Month
SELECT to_char("respondedAt", 'YYYY-MM') || '-01', avg(("score" IN (9, 10))::int) FROM "NpsResponse" WHERE "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: NpsResponse / Share of NPS Responses from Detractors by Month
SELECT to_char("respondedAt", 'YYYY-MM') || '-01', avg(("score" < 7)::int) FROM "NpsResponse" WHERE "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: NpsResponse / Share of NPS Responses with a Comment by Month
SELECT to_char("respondedAt", 'YYYY-MM') || '-01', avg(("comment" IS NOT NULL)::int) FROM "NpsResponse" WHERE "score" IS NOT NULL AND "userId" IN (SELECT "id" FROM "AppUser" WHERE "accountId" % 15 <> 0)
  AND to_char("respondedAt", 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: Subscription / Trial to Paid Conversion Within 30 Days, by Month
-- Paid by the first paid invoice that is not free, whenever that was issued.
SELECT to_char(s."trialEndsAt", 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM "Invoice" AS i WHERE i."subscriptionId" = s."id" AND i."status" = 'paid' AND i."totalCents" > 0 AND i."paidAt" - s."trialEndsAt" < interval '30 days'))::int)
FROM "Subscription" AS s
WHERE s."accountId" NOT IN (SELECT "id" FROM "Account" WHERE "isTest") AND to_char(s."trialEndsAt", 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '13 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: Invoice / Overdue Share of the Open Amount of Invoices
SELECT sum(o * ("dueDate" < CURRENT_DATE)::int) / sum(o) FROM (SELECT "dueDate", ("totalCents" - coalesce("amountPaidCents", 0))::numeric AS o FROM "Invoice" WHERE "accountId" NOT IN (SELECT "id" FROM "Account" WHERE "isTest") AND "status" IN ('open', 'paid') AND "paidAt" IS NULL) AS i

-- kpi: Invoice / Days Sales Outstanding (DSO) by Month
SELECT m, 90 * (SELECT sum("totalCents"::numeric) FROM "Invoice" WHERE "accountId" NOT IN (SELECT "id" FROM "Account" WHERE "isTest") AND "status" NOT IN ('void', 'draft') AND "issuedAt" < n AND coalesce("paidAt", 'infinity') >= n)
  / (SELECT sum("totalCents"::numeric) FROM "Invoice" WHERE "accountId" NOT IN (SELECT "id" FROM "Account" WHERE "isTest") AND "status" NOT IN ('void', 'draft') AND "issuedAt" < n AND "issuedAt" >= n - 90)
FROM (SELECT m::date, (m + interval '1 month')::date AS n FROM generate_series(date_trunc('month', CURRENT_DATE) - interval '12 months', date_trunc('month', CURRENT_DATE) - interval '1 month', interval '1 month') AS m) AS s
