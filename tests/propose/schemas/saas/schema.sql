-- Software as a service: quoted names in camelCase, amounts in cents, JSONB, subscriptions with a
-- history of their states, usage counted per day, accounts of testers whose invoices look like all
-- others, credit notes with negative amounts. Some comments, declared keys.
CREATE TABLE "Account" (
  "id" int PRIMARY KEY,
  "name" text NOT NULL,
  "industry" text,
  "country" text NOT NULL,
  "isTest" boolean NOT NULL DEFAULT false,
  "settings" jsonb,
  "createdAt" timestamptz NOT NULL,
  "deletedAt" timestamptz
);
COMMENT ON COLUMN "Account"."isTest" IS 'Accounts of our own testers';

CREATE TABLE "Plan" (
  "id" int PRIMARY KEY,
  "code" text NOT NULL,
  "name" text NOT NULL,
  "billingInterval" text NOT NULL,
  "priceCents" int NOT NULL,
  "isPublic" boolean NOT NULL
);
COMMENT ON COLUMN "Plan"."priceCents" IS 'Price of a seat per interval in US cents';

CREATE TABLE "Subscription" (
  "id" int PRIMARY KEY,
  "accountId" int NOT NULL REFERENCES "Account" ("id"),
  "planId" int NOT NULL REFERENCES "Plan" ("id"),
  "status" text NOT NULL,
  "seats" int NOT NULL,
  "mrrCents" int NOT NULL,
  "startedAt" timestamptz NOT NULL,
  "trialEndsAt" timestamptz,
  "canceledAt" timestamptz,
  "endedAt" timestamptz,
  "cancelReason" text
);
COMMENT ON COLUMN "Subscription"."status" IS 'trialing, active, past_due, canceled';
COMMENT ON COLUMN "Subscription"."mrrCents" IS 'Monthly recurring revenue in US cents';

CREATE TABLE "SubscriptionStatusHistory" (
  "id" int PRIMARY KEY,
  "subscriptionId" int NOT NULL REFERENCES "Subscription" ("id"),
  "fromStatus" text,
  "toStatus" text NOT NULL,
  "changedAt" timestamptz NOT NULL
);

CREATE TABLE "Invoice" (
  "id" int PRIMARY KEY,
  "number" text NOT NULL,
  "accountId" int NOT NULL REFERENCES "Account" ("id"),
  "subscriptionId" int REFERENCES "Subscription" ("id"),
  "status" text NOT NULL,
  "totalCents" int NOT NULL,
  "taxCents" int NOT NULL,
  "amountPaidCents" int NOT NULL,
  "issuedAt" timestamptz NOT NULL,
  "dueDate" date NOT NULL,
  "paidAt" timestamptz
);
COMMENT ON COLUMN "Invoice"."status" IS 'draft, open, paid or void';

CREATE TABLE "InvoiceLine" (
  "id" int PRIMARY KEY,
  "invoiceId" int NOT NULL REFERENCES "Invoice" ("id"),
  "kind" text NOT NULL,
  "quantity" int NOT NULL,
  "unitPriceCents" int NOT NULL,
  "amountCents" int NOT NULL
);

CREATE TABLE "CreditNote" (
  "id" int PRIMARY KEY,
  "invoiceId" int NOT NULL REFERENCES "Invoice" ("id"),
  "amountCents" int NOT NULL,
  "reason" text,
  "createdAt" timestamptz NOT NULL
);
COMMENT ON COLUMN "CreditNote"."amountCents" IS 'Negative: what is given back';

CREATE TABLE "AppUser" (
  "id" int PRIMARY KEY,
  "accountId" int NOT NULL REFERENCES "Account" ("id"),
  "email" text NOT NULL,
  "fullName" text,
  "role" text NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "lastSeenAt" timestamptz,
  "deactivatedAt" timestamptz
);

CREATE TABLE "UsageDaily" (
  "accountId" int NOT NULL REFERENCES "Account" ("id"),
  "day" date NOT NULL,
  "apiCalls" bigint NOT NULL,
  "errorCount" int NOT NULL,
  "activeUsers" int NOT NULL,
  "storageMb" numeric(12,2) NOT NULL,
  PRIMARY KEY ("accountId", "day")
);
COMMENT ON COLUMN "UsageDaily"."storageMb" IS 'What is stored at the end of the day';

CREATE TABLE "NpsResponse" (
  "id" int PRIMARY KEY,
  "userId" int NOT NULL REFERENCES "AppUser" ("id"),
  "score" smallint,
  "comment" text,
  "respondedAt" timestamptz NOT NULL
);

CREATE TABLE "AuditLog" (
  "id" bigint PRIMARY KEY,
  "userId" int REFERENCES "AppUser" ("id"),
  "action" text NOT NULL,
  "details" jsonb,
  "occurredAt" timestamptz NOT NULL
);

CREATE TABLE "Feature" ("id" int PRIMARY KEY, "name" text NOT NULL);

CREATE TABLE "PlanFeature" (
  "planId" int NOT NULL REFERENCES "Plan" ("id"),
  "featureId" int NOT NULL REFERENCES "Feature" ("id"),
  PRIMARY KEY ("planId", "featureId")
);

CREATE TABLE "FeatureFlag" ("key" text PRIMARY KEY, "enabled" boolean NOT NULL, "rollout" int);

INSERT INTO "Account"
SELECT n, CASE WHEN n IN (20, 21) THEN 'Acme' ELSE 'Account ' || n END,
  CASE WHEN n % 7 <> 0 THEN (ARRAY['retail', 'health', 'finance', 'media'])[1 + n % 4] END,
  (ARRAY['US', 'US', 'GB', 'DE', 'KR'])[1 + n % 5], n % 15 = 0,
  jsonb_build_object('timezone', 'UTC', 'employees', 5 + n * 7 % 300, 'beta', n % 4 = 0),
  current_date - interval '1 day' * (20 + n * 211 % 900) + interval '10 hours',
  CASE WHEN n % 20 = 10 THEN current_date - interval '1 day' * (n % 15) END
FROM generate_series(1, 150) AS n;

INSERT INTO "Plan" VALUES (1, 'starter-m', 'Starter', 'month', 900, true), (2, 'team-m', 'Team', 'month', 1900, true),
  (3, 'team-y', 'Team yearly', 'year', 19200, true), (4, 'legacy', 'Legacy', 'month', 500, false);

-- Most started after their account; a tenth is over, some will end at the end of the paid period.
INSERT INTO "Subscription"
SELECT n, 1 + (n * 7 + n / 150) % 150, 1 + n % 4,
  CASE WHEN n % 9 = 4 THEN 'canceled' WHEN n % 13 = 5 THEN 'past_due' WHEN n <= 10 THEN 'trialing' ELSE 'active' END,
  1 + n * 5 % 12, 0, current_date + interval '8 hours' - interval '1 day' * (3 + n * 3), NULL, NULL, NULL, NULL
FROM generate_series(1, 200) AS n;
UPDATE "Subscription" AS s SET
  "mrrCents" = s."seats" * p."priceCents" / CASE WHEN p."billingInterval" = 'year' THEN 12 ELSE 1 END,
  "trialEndsAt" = CASE WHEN s."id" % 3 <> 0 THEN s."startedAt" + interval '14 days' END,
  "canceledAt" = CASE WHEN s."status" = 'canceled' THEN least(s."startedAt" + interval '1 day' * (20 + s."id" * 11 % 150), current_date - interval '1 day') END,
  "cancelReason" = CASE WHEN s."status" = 'canceled' THEN (ARRAY['price', 'missing feature', 'unused'])[1 + s."id" / 9 % 3] END
FROM "Plan" AS p WHERE p."id" = s."planId";
UPDATE "Subscription" SET "endedAt" = "canceledAt" + interval '10 days' WHERE "canceledAt" IS NOT NULL;

INSERT INTO "SubscriptionStatusHistory"
SELECT row_number() OVER (ORDER BY at, s."id", k), s."id", before, after, at
FROM "Subscription" AS s CROSS JOIN LATERAL (VALUES
  (1, NULL, 'trialing', s."startedAt"),
  (2, 'trialing', 'active', s."startedAt" + interval '14 days'),
  (3, 'active', 'past_due', CASE WHEN s."status" = 'past_due' THEN s."startedAt" + interval '40 days' END),
  (4, 'active', 'canceled', s."canceledAt")) AS h (k, before, after, at)
WHERE at <= now() AND NOT (k = 2 AND s."status" = 'trialing');

-- A month's invoice for each month that a subscription ran, so that there are some hundred a month.
INSERT INTO "Invoice"
SELECT n, 'INV-' || (10000 + n), "accountId", CASE WHEN n % 40 <> 0 THEN sid END,
  CASE WHEN n % 25 = 7 THEN 'void' WHEN at > current_date - interval '12 days' THEN CASE WHEN n % 5 = 0 THEN 'draft' ELSE 'open' END
    WHEN n % 17 = 3 THEN 'open' ELSE 'paid' END,
  "mrrCents" * 120 / 100, "mrrCents" * 20 / 100, 0, at, at::date + 14, NULL
FROM (SELECT row_number() OVER (ORDER BY s."startedAt" + interval '1 month' * m, s."id") AS n, s."id" AS sid, s."accountId", s."mrrCents",
    s."startedAt" + interval '1 month' * m AS at
  FROM "Subscription" AS s CROSS JOIN generate_series(0, 20) AS m
  WHERE s."startedAt" + interval '1 month' * m < least(now(), coalesce(s."endedAt", now()))) AS i;
UPDATE "Invoice" SET "amountPaidCents" = "totalCents", "paidAt" = "issuedAt" + interval '1 hour' * (1 + "id" * 37 % 480) WHERE "status" = 'paid';

INSERT INTO "InvoiceLine"
SELECT i."id" * 2 + k - 2, i."id", CASE k WHEN 1 THEN 'seats' ELSE 'add-on' END, 1 + i."id" % 3, 0,
  (i."totalCents" - i."taxCents") / 2
FROM "Invoice" AS i CROSS JOIN generate_series(1, 2) AS k;
UPDATE "InvoiceLine" SET "unitPriceCents" = "amountCents" / "quantity";

INSERT INTO "CreditNote"
SELECT row_number() OVER (ORDER BY "id"), "id", -("totalCents" / 4), (ARRAY['downtime', 'dispute', NULL])[1 + "id" % 3], "paidAt" + interval '3 days'
FROM "Invoice" WHERE "status" = 'paid' AND "id" % 15 = 1 AND "paidAt" + interval '3 days' < now();

INSERT INTO "AppUser"
SELECT n, 1 + n * 13 % 150, 'u' || n || '@example.com', CASE WHEN n % 6 <> 0 THEN 'User ' || n END, (ARRAY['member', 'member', 'admin', 'viewer'])[1 + n % 4],
  current_date - interval '1 day' * (n * 7 % 700) + interval '9 hours',
  CASE WHEN n % 8 <> 0 THEN current_date - interval '1 hour' * (n * 17 % 1500) END, CASE WHEN n % 12 = 5 THEN current_date - interval '1 day' * (n % 90) END
FROM generate_series(1, 600) AS n;

INSERT INTO "UsageDaily"
SELECT a, current_date - d, 100 + (a * 31 + d * 17) % 900, (a + d) % 7, (a + d) % 9, 500 + a * 3 + (200 - d)
FROM generate_series(1, 25) AS a, generate_series(0, 199) AS d WHERE (a + d) % 6 <> 0;

INSERT INTO "NpsResponse"
SELECT n, 1 + n * 19 % 600, CASE WHEN n % 11 <> 0 THEN (n * 7 % 11) END, CASE WHEN n % 3 = 0 THEN 'Comment ' || n END, current_date - interval '9 hours' * n
FROM generate_series(1, 500) AS n;

INSERT INTO "AuditLog"
SELECT n, CASE WHEN n % 10 <> 0 THEN 1 + n * 3 % 600 END, (ARRAY['login', 'login', 'export', 'invite', 'delete'])[1 + n % 5],
  jsonb_build_object('duration_ms', n * 13 % 500, 'client', (ARRAY['web', 'ios'])[1 + n % 2]), current_date + interval '6 hours' - interval '50 minutes' * n
FROM generate_series(1, 3000) AS n;

INSERT INTO "Feature" VALUES (1, 'SSO'), (2, 'API'), (3, 'Export'), (4, 'Audit');
INSERT INTO "PlanFeature" SELECT p, f FROM generate_series(1, 4) AS p, generate_series(1, 4) AS f WHERE f <= p;
INSERT INTO "FeatureFlag" VALUES ('new-editor', true, 50), ('dark-mode', false, NULL);
