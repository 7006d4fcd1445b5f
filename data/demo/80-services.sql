-- Hanbit Works: recurring business and support.
--   tb_subscription    subscriptions of buyers and partners to the paid plans (wide table)
--   tb_support_ticket  support tickets with service levels
--
-- Planted: subscriptions in USD among those in KRW; yearly plans next to monthly ones (mrr_amt
-- is comparable, price_amt is not); a free plan whose price is 0 (revenue per seat divides by
-- zero seats there); cancel reasons and ticket tags as typed; tickets without an answer yet;
-- tickets solved before their first response (closed by a rule).
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_subscription (
  subscription_id   bigint        NOT NULL,
  subscription_no   varchar(20)   NOT NULL,
  company_id        bigint,
  partner_id        bigint,
  user_id           bigint        NOT NULL,
  plan_cd           varchar(12)   NOT NULL,
  prev_plan_cd      varchar(12),
  status            varchar(12)   NOT NULL,
  billing_cycle     char(1)       NOT NULL,
  seat_cnt          integer       NOT NULL,
  used_seat_cnt     integer       NOT NULL,
  unit_price        numeric(12,2) NOT NULL,
  price_amt         numeric(13,2) NOT NULL,
  mrr_amt           numeric(13,2) NOT NULL,
  currency          char(3)       NOT NULL,
  discount_rate     numeric(5,2),
  trial_yn          char(1)       NOT NULL,
  trial_start_dt    date,
  trial_end_dt      date,
  converted_at      timestamp,
  started_at        timestamp,
  period_start_dt   date,
  period_end_dt     date,
  next_billing_dt   date,
  renewal_cnt       integer       NOT NULL,
  failed_charge_cnt smallint      NOT NULL,
  upgraded_at       timestamp,
  downgraded_at     timestamp,
  paused_at         timestamp,
  cancelled_at      timestamp,
  expired_at        timestamp,
  cancel_reason     varchar(60),
  auto_renew_yn     char(1)       NOT NULL,
  pay_method        varchar(10),
  api_call_cnt      bigint        NOT NULL,
  storage_gb        numeric(9,2),
  usage             jsonb,
  features          text[],
  health_score      numeric(5,2),
  nps_score         smallint,
  coupon_cd         varchar(20),
  sales_rep_id      bigint,
  memo              text,
  is_test           boolean       NOT NULL DEFAULT false,
  created_at        timestamp     NOT NULL,
  updated_at        timestamp
);

COMMENT ON TABLE tb_subscription IS 'Subscriptions to the paid plans (구독)';
COMMENT ON COLUMN tb_subscription.company_id IS 'Buyer company, or';
COMMENT ON COLUMN tb_subscription.partner_id IS 'partner that subscribes';
COMMENT ON COLUMN tb_subscription.user_id IS 'Who subscribed';
COMMENT ON COLUMN tb_subscription.plan_cd IS 'FREE, BASIC, PRO or ENTERPRISE';
COMMENT ON COLUMN tb_subscription.prev_plan_cd IS 'Plan before the last change';
COMMENT ON COLUMN tb_subscription.status IS 'trialing, active, past_due, paused, cancelled or expired';
COMMENT ON COLUMN tb_subscription.billing_cycle IS 'M=monthly, Y=yearly';
COMMENT ON COLUMN tb_subscription.seat_cnt IS 'Seats paid for';
COMMENT ON COLUMN tb_subscription.used_seat_cnt IS 'Seats in use';
COMMENT ON COLUMN tb_subscription.unit_price IS 'Price per seat and month';
COMMENT ON COLUMN tb_subscription.price_amt IS 'Price per billing cycle, in the currency of the row';
COMMENT ON COLUMN tb_subscription.mrr_amt IS 'Monthly recurring revenue in KRW; 0 while on trial';
COMMENT ON COLUMN tb_subscription.discount_rate IS 'Discount in percent, 0 to 100';
COMMENT ON COLUMN tb_subscription.trial_yn IS 'Began with a trial';
COMMENT ON COLUMN tb_subscription.trial_end_dt IS 'Last day of the trial';
COMMENT ON COLUMN tb_subscription.converted_at IS 'When the trial became a paid subscription';
COMMENT ON COLUMN tb_subscription.started_at IS 'Start of the paid time (유료 시작)';
COMMENT ON COLUMN tb_subscription.next_billing_dt IS '다음 결제일';
COMMENT ON COLUMN tb_subscription.renewal_cnt IS 'Renewals so far';
COMMENT ON COLUMN tb_subscription.failed_charge_cnt IS 'Charges that failed';
COMMENT ON COLUMN tb_subscription.upgraded_at IS 'Last change to a higher plan';
COMMENT ON COLUMN tb_subscription.downgraded_at IS 'Last change to a lower plan';
COMMENT ON COLUMN tb_subscription.cancelled_at IS 'When it ended on the customer''s wish';
COMMENT ON COLUMN tb_subscription.expired_at IS 'When the trial or the last period ran out without payment';
COMMENT ON COLUMN tb_subscription.cancel_reason IS 'As typed by the customer';
COMMENT ON COLUMN tb_subscription.auto_renew_yn IS 'Renews by itself';
COMMENT ON COLUMN tb_subscription.api_call_cnt IS 'Calls of our interface so far';
COMMENT ON COLUMN tb_subscription.storage_gb IS 'Storage used in gigabytes';
COMMENT ON COLUMN tb_subscription.usage IS 'Usage of the current period';
COMMENT ON COLUMN tb_subscription.health_score IS 'How well the customer is doing, 0 to 100';
COMMENT ON COLUMN tb_subscription.nps_score IS 'Last answer to "would you recommend us", 0 to 10';
COMMENT ON COLUMN tb_subscription.is_test IS 'Created by our own testers';

WITH holders AS (
  SELECT 'B' AS kind, company_id, NULL::bigint AS partner_id, users[1] AS user_id, rank AS n,
         at_work(since + days(20 + 380 * pow(chance(rank, 8001), 1.2))) AS at, currency
  FROM demo_tools.buyer WHERE chance(rank, 8002) < .72
  UNION ALL
  SELECT 'P', NULL, s.partner_id, a.n, 5000 + seller_no, 
         at_work(s.since + days(10 + 300 * chance(5000 + seller_no, 8001))), 'KRW'
  FROM demo_tools.seller AS s
       JOIN (SELECT partner_id, min(n) AS n FROM demo_tools.account GROUP BY partner_id) AS a USING (partner_id)
  WHERE chance(seller_no, 8003) < .8
), plans AS (
  SELECT *, step('{.18,.58,.90}', chance(n, 8004)) AS plan,
         CASE WHEN chance(n, 8005) < .28 THEN 'Y' ELSE 'M' END AS cycle,
         chance(n, 8006) < .8 AS has_trial
  FROM holders
  WHERE at <= horizon()
), lives AS (
  SELECT *, CASE WHEN plan = 1 THEN 1
                 ELSE skewed(12, 2.2, chance(n, 8007)) + CASE plan WHEN 4 THEN 12 ELSE 0 END END AS seats,
         CASE WHEN plan = 1 THEN NULL
              WHEN NOT has_trial THEN at
              WHEN chance(n, 8008) < .58 THEN so_far(at_work(at + days(6 + 7 * chance(n, 8009)))) END AS started_at
  FROM plans
), spans AS (
  -- Monthly customers leave at a rate of about 3 % a month, yearly ones at the end of a year.
  SELECT *, CASE WHEN started_at IS NULL THEN NULL
                 WHEN cycle = 'M' THEN 1 + floor(ln(1 - .999 * chance(n, 8010))
                                                 / ln(CASE plan WHEN 2 THEN .960 ELSE .976 END))::int
                 ELSE 12 * (1 + floor(ln(1 - .99 * chance(n, 8010)) / ln(.78))::int) END AS months
  FROM lives
), ends AS (
  SELECT *, CASE WHEN started_at + months * interval '1 month' <= horizon()
                 THEN date_trunc('second', started_at + months * interval '1 month'
                                 - days(.2 + 9 * chance(n, 8011))) END AS cancelled_at,
         CASE WHEN started_at IS NULL AND plan > 1 THEN so_far(at + interval '14 days') END AS trial_over_at
  FROM spans
), periods AS (
  SELECT *, extract(year FROM age(current_date, started_at))::int * 12
            + extract(month FROM age(current_date, started_at))::int AS age_months,
         row_number() OVER (ORDER BY at, n) AS number,
         CASE WHEN currency = 'KRW' THEN (ARRAY[0, 19000, 45000, 82000])[plan]
              ELSE (ARRAY[0, 15, 35, 65])[plan] END::numeric AS unit_price,
         CASE WHEN chance(n, 8012) < .22 THEN 5 * (1 + floor(4 * chance(n, 8013))) ELSE 0 END::numeric AS discount
  FROM ends
), prices AS (
  SELECT *, unit_price * seats * (1 - discount / 100) AS monthly,
         CASE cycle WHEN 'M' THEN interval '1 month' ELSE interval '1 year' END AS length,
         (started_at + interval '1 month' * CASE cycle WHEN 'M' THEN age_months
                                                 ELSE age_months / 12 * 12 END)::date AS period_start,
         started_at IS NOT NULL AND cancelled_at IS NULL AS is_live
  FROM periods
)
INSERT INTO tb_subscription
SELECT number, format('S%s-%s', to_char(at, 'YYMM'), lpad(number::text, 5, '0')), company_id, partner_id, user_id,
       (ARRAY['FREE', 'BASIC', 'PRO', 'ENTERPRISE'])[plan],
       CASE WHEN upgraded_at IS NOT NULL THEN (ARRAY['FREE', 'FREE', 'BASIC', 'PRO'])[plan]
            WHEN downgraded_at IS NOT NULL THEN 'PRO' END,
       CASE WHEN plan = 1 THEN 'active'
            WHEN cancelled_at IS NOT NULL THEN 'cancelled'
            WHEN trial_over_at IS NOT NULL THEN 'expired'
            WHEN started_at IS NULL THEN 'trialing'
            WHEN chance(n, 8014) < .025 THEN 'past_due'
            WHEN chance(n, 8014) < .035 THEN 'paused' ELSE 'active' END,
       cycle,
       CASE plan WHEN 1 THEN 0 ELSE seats END,
       CASE plan WHEN 1 THEN 1 ELSE ceil(seats * (.35 + .65 * chance(n, 8015)))::int END,
       unit_price, round(monthly * CASE cycle WHEN 'Y' THEN 10 ELSE 1 END, 2),
       CASE WHEN started_at IS NULL THEN 0
            ELSE round(monthly * CASE cycle WHEN 'Y' THEN 10 / 12.0 ELSE 1 END
                               * CASE currency WHEN 'KRW' THEN 1 ELSE 1350 END, 2) END,
       currency, CASE WHEN discount > 0 THEN discount END,
       yn(has_trial AND plan > 1),
       CASE WHEN has_trial AND plan > 1 THEN at::date END,
       CASE WHEN has_trial AND plan > 1 THEN at::date + 14 END,
       CASE WHEN has_trial AND plan > 1 THEN started_at END, started_at,
       CASE WHEN is_live THEN period_start END,
       CASE WHEN is_live THEN (period_start + length)::date - 1 END,
       CASE WHEN is_live THEN (period_start + length)::date END,
       CASE WHEN started_at IS NULL THEN 0
            ELSE least(age_months, months - 1) / CASE cycle WHEN 'M' THEN 1 ELSE 12 END END,
       CASE WHEN started_at IS NOT NULL THEN skewed(4, 3, chance(n, 8016)) - 1 ELSE 0 END,
       upgraded_at, downgraded_at,
       CASE WHEN is_live AND chance(n, 8014) BETWEEN .025 AND .035
            THEN so_far(horizon() - days(25 * chance(n, 8017))) END,
       cancelled_at, trial_over_at,
       CASE WHEN cancelled_at IS NOT NULL AND chance(n, 8018) < .85
            THEN pick('{too expensive,Too expensive,not used,missing feature,switched,closed business,사용 안 함,""}',
                      '{.24,.34,.54,.68,.82,.88,.96}', chance(n, 8019)) END,
       yn(is_live AND chance(n, 8020) < .9),
       CASE WHEN started_at IS NOT NULL THEN pick('{CARD,TRANSFER,INVOICE}', '{.68,.84}', chance(n, 8021)) END,
       CASE WHEN plan >= 3 AND chance(n, 8022) < .6 THEN floor(900 * exp(1.5 * bell(n, 8023)) * plan) ELSE 0 END,
       CASE WHEN chance(n, 8024) < .9 THEN round((seats * 2 * exp(.8 * bell(n, 8025)))::numeric, 2) END,
       CASE WHEN chance(n, 8026) < .8 THEN jsonb_strip_nulls(jsonb_build_object(
              'rfq_limit', (ARRAY[3, 20, 100, NULL])[plan],
              'rfq_used', floor((ARRAY[3, 20, 100, 300])[plan] * chance(n, 8027)),
              'reports', floor(20 * pow(chance(n, 8028), 2)),
              'sso', CASE WHEN plan = 4 THEN chance(n, 8029) < .7 END,
              'last_export', CASE WHEN chance(n, 8030) < .3 THEN (at::date + 10)::text END)) END,
       CASE WHEN plan > 1 THEN ARRAY['rfq', 'chat'] || CASE WHEN plan > 2
                                                            THEN ARRAY['api', 'report'] ELSE '{}' END END,
       CASE WHEN chance(n, 8031) < .85
            THEN round((CASE WHEN is_live THEN 55 ELSE 20 END + 45 * chance(n, 8032))::numeric, 2) END,
       CASE WHEN chance(n, 8033) < .3
            THEN pick('{10,9,8,7,6,4,2}', '{.2,.44,.66,.8,.9,.96}', chance(n, 8034))::smallint END,
       CASE WHEN discount > 0 THEN format('PLAN%s', discount::int) END,
       CASE WHEN plan = 4 THEN 3 + floor(9 * chance(n, 8035)) END,
       CASE WHEN chance(n, 8036) < .06 THEN pick('{pays by invoice,연간 계약 협의,pilot}', chance(n, 8037)) END,
       number % 311 = 7, at, greatest(at, started_at, upgraded_at, downgraded_at, cancelled_at, trial_over_at)
FROM prices
     CROSS JOIN LATERAL (
       SELECT CASE WHEN started_at IS NOT NULL AND chance(n, 8038) < .16
                   THEN so_far(started_at + (coalesce(cancelled_at, horizon()) - started_at)
                               * (.1 + .8 * chance(n, 8039))) END AS upgraded_at,
              CASE WHEN started_at IS NOT NULL AND plan = 2 AND chance(n, 8038) > .94
                   THEN so_far(started_at + (coalesce(cancelled_at, horizon()) - started_at)
                               * (.3 + .6 * chance(n, 8039))) END AS downgraded_at
     ) AS changes;

ALTER TABLE tb_subscription ADD PRIMARY KEY (subscription_id);
CREATE INDEX ON tb_subscription (company_id);
CREATE INDEX ON tb_subscription (partner_id);
CREATE INDEX ON tb_subscription (user_id);
CREATE INDEX ON tb_subscription (sales_rep_id);
ALTER TABLE tb_subscription ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_subscription ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_subscription ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_subscription ADD FOREIGN KEY (sales_rep_id) REFERENCES tb_user (user_id);


CREATE TABLE tb_support_ticket (
  ticket_id             bigint       NOT NULL,
  ticket_no             varchar(20)  NOT NULL,
  user_id               bigint       NOT NULL,
  company_id            bigint,
  order_id              bigint,
  subscription_id       bigint,
  assignee_id           bigint,
  category_cd           smallint     NOT NULL,
  priority              smallint     NOT NULL,
  status                varchar(10)  NOT NULL,
  channel               varchar(10)  NOT NULL,
  subject               varchar(200) NOT NULL,
  content               text,
  tags                  text[],
  meta                  jsonb,
  message_cnt           integer      NOT NULL,
  reopen_cnt            smallint     NOT NULL,
  escalated_yn          char(1)      NOT NULL,
  sla_breach_yn         char(1)      NOT NULL,
  csat_score            smallint,
  csat_comment          varchar(200),
  created_at            timestamptz  NOT NULL,
  first_response_due_at timestamptz  NOT NULL,
  first_response_at     timestamptz,
  resolve_due_at        timestamptz  NOT NULL,
  resolved_at           timestamptz,
  closed_at             timestamptz,
  merged_into_id        bigint,
  del_yn                char(1)      NOT NULL DEFAULT 'N'
);

COMMENT ON TABLE tb_support_ticket IS 'Support tickets (고객 문의)';
COMMENT ON COLUMN tb_support_ticket.user_id IS 'Who asks';
COMMENT ON COLUMN tb_support_ticket.company_id IS 'Company of the user';
COMMENT ON COLUMN tb_support_ticket.order_id IS 'Order the ticket is about, where there is one';
COMMENT ON COLUMN tb_support_ticket.subscription_id IS 'Subscription of the company, where there is one';
COMMENT ON COLUMN tb_support_ticket.assignee_id IS 'Member of staff who works on it';
COMMENT ON COLUMN tb_support_ticket.category_cd IS 'Code group TICKET_CATEGORY in tb_code';
COMMENT ON COLUMN tb_support_ticket.priority IS '1=urgent, 2=high, 3=normal, 4=low';
COMMENT ON COLUMN tb_support_ticket.status IS 'new, open, pending, solved or closed';
COMMENT ON COLUMN tb_support_ticket.channel IS 'EMAIL, CHAT, PHONE or WEB';
COMMENT ON COLUMN tb_support_ticket.tags IS 'Typed by our staff';
COMMENT ON COLUMN tb_support_ticket.message_cnt IS 'Messages exchanged';
COMMENT ON COLUMN tb_support_ticket.reopen_cnt IS 'Times it was opened again';
COMMENT ON COLUMN tb_support_ticket.escalated_yn IS 'Passed on to a manager';
COMMENT ON COLUMN tb_support_ticket.sla_breach_yn IS 'First response or solution later than promised';
COMMENT ON COLUMN tb_support_ticket.csat_score IS 'Satisfaction, 1 to 5, asked when solved';
COMMENT ON COLUMN tb_support_ticket.created_at IS '접수 일시';
COMMENT ON COLUMN tb_support_ticket.first_response_due_at IS 'Service level: first response by';
COMMENT ON COLUMN tb_support_ticket.first_response_at IS 'When our staff first answered';
COMMENT ON COLUMN tb_support_ticket.resolve_due_at IS 'Service level: solved by';
COMMENT ON COLUMN tb_support_ticket.resolved_at IS '해결 일시';
COMMENT ON COLUMN tb_support_ticket.closed_at IS 'Closed by itself five days later';
COMMENT ON COLUMN tb_support_ticket.merged_into_id IS 'Ticket this one was merged into (중복 문의)';

WITH orders AS (
  SELECT array_agg(at ORDER BY order_id) AS moments FROM demo_tools.purchase
), asked AS (
  -- Two of three are about a recent order; the rest come from any buyer.
  SELECT p.n, p.at, coalesce(o.user_id, p.user_id) AS user_id, coalesce(o.company_id, p.company_id) AS company_id,
         o.order_id,
         step('{.07,.27,.82}', chance(p.n, 8102)) AS priority,
         CASE WHEN o.order_id IS NOT NULL THEN (ARRAY[11, 12, 21, 31])[step('{.5,.58,.78}', chance(p.n, 8103))]
              ELSE (ARRAY[12, 21, 41, 99])[step('{.34,.54,.86}', chance(p.n, 8103))] END AS category
  FROM purchases(3600, 8110) AS p
       CROSS JOIN orders
       LEFT JOIN demo_tools.purchase AS o
         ON chance(p.n, 8104) < .66
        AND o.order_id = width_bucket(p.at, moments) - floor(60 * pow(chance(p.n, 8105), 2))::int
), due AS (
  SELECT *, at + interval '1 hour' * (ARRAY[2, 12, 36, 72])[priority] AS response_due,
         at + interval '1 hour' * (ARRAY[24, 96, 168, 336])[priority] AS resolve_due,
         (ARRAY[.9, 2.5, 6, 16])[priority] * exp(.8 * bell(n, 8106))
           * CASE WHEN at > current_date - 300 THEN .8 ELSE 1 END AS response_hr,
         (ARRAY[7, 20, 40, 90])[priority] * exp(.8 * bell(n, 8107)) AS resolve_hr
  FROM asked
), steps AS (
  SELECT *, so_far(response_plan) AS responded_at,
         so_far(CASE WHEN is_automatic THEN at + interval '1 minute'
                     WHEN priority = 1 THEN response_plan + hours(resolve_hr)
                     ELSE at_work(response_plan + hours(resolve_hr)) END) AS resolved_at
  FROM due
       -- Urgent tickets are answered day and night.
       CROSS JOIN LATERAL (
         SELECT CASE WHEN priority = 1 THEN at + hours(response_hr)
                     ELSE at_work(at + hours(response_hr)) END AS response_plan,
                chance(n, 8108) < .015 AS is_automatic
       ) AS plan
)
INSERT INTO tb_support_ticket
SELECT n, format('T-%s', lpad(n::text, 6, '0')), user_id, company_id, order_id,
       CASE WHEN s.created_at <= at THEN s.subscription_id END,
       CASE WHEN first_at IS NOT NULL OR chance(n, 8121) < .7 THEN 20 + floor(9 * pow(chance(n, 8122), 1.3)) END,
       category, priority,
       CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN resolved_at IS NOT NULL THEN 'solved'
            WHEN first_at IS NULL THEN 'new' WHEN chance(n, 8123) < .4 THEN 'pending' ELSE 'open' END,
       pick('{EMAIL,CHAT,PHONE,WEB,chat}', '{.36,.66,.84,.97}', chance(n, 8124)),
       CASE category WHEN 11 THEN pick('{Where is my order?,Change the address,배송 문의,Partial delivery}',
                                       chance(n, 8125))
                     WHEN 12 THEN pick('{No quotations yet,Change the deadline,견적 수정}', chance(n, 8125))
                     WHEN 21 THEN pick('{Tax invoice,Refund,Card declined,계산서 재발행}', chance(n, 8125))
                     WHEN 31 THEN pick('{Out of tolerance,Scratches,Wrong material,불량}', chance(n, 8125))
                     WHEN 41 THEN pick('{Cannot sign in,Add a colleague,비밀번호}', chance(n, 8125))
                     ELSE pick('{Question,"Question ",Holiday hours}', chance(n, 8125)) END,
       CASE WHEN chance(n, 8126) < .8
            THEN pick('{Please see the subject and call back.,We need an answer today.,See the attached photos.,
                        확인 부탁드립니다.,""}',
                                            '{.34,.55,.76,.95}', chance(n, 8147)) END,
       CASE WHEN chance(n, 8127) < .5 THEN ARRAY[pick('{refund,Refund,delay,invoice,vip,환불}', chance(n, 8128))] END,
       CASE WHEN chance(n, 8129) < .75 THEN jsonb_strip_nulls(jsonb_build_object(
              'browser', CASE WHEN chance(n, 8130) < .6 THEN pick('{Chrome,Edge,Whale}', chance(n, 8131)) END,
              'attachment_cnt', skewed(5, 3, chance(n, 8132)) - 1,
              'sentiment', round((2 * chance(n, 8133) - 1)::numeric, 2),
              'bot', jsonb_build_object('answered', chance(n, 8134) < .3, 'handover', chance(n, 8135) < .8))) END,
       1 + skewed(14, 1.9, chance(n, 8136)),
       CASE WHEN resolved_at IS NOT NULL AND chance(n, 8137) < .08 THEN skewed(3, 3, chance(n, 8138)) ELSE 0 END,
       yn(priority = 1 AND chance(n, 8139) < .4 OR chance(n, 8139) < .03),
       yn(coalesce(first_at, horizon()) > response_due OR coalesce(resolved_at, horizon()) > resolve_due),
       CASE WHEN resolved_at IS NOT NULL AND chance(n, 8140) < .42
            THEN step('{.05,.12,.27,.60}', chance(n, 8141) - CASE WHEN resolved_at > resolve_due
                                                                  THEN .28 ELSE 0 END) END,
       CASE WHEN resolved_at IS NOT NULL AND chance(n, 8140) < .06
            THEN pick('{thanks,Thanks!,too slow,친절해요}', chance(n, 8142)) END,
       at, response_due, first_at, resolve_due, resolved_at, closed_at,
       CASE WHEN n > 10 AND chance(n, 8143) < .015 THEN n - 1 - floor(5 * chance(n, 8144)) END,
       yn(chance(n, 8145) < .005)
FROM steps
     LEFT JOIN (SELECT company_id, subscription_id, created_at FROM tb_subscription) AS s USING (company_id)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN NOT is_automatic OR chance(n, 8146) < .5 THEN responded_at END AS first_at,
              so_far(resolved_at + interval '5 days') AS closed_at
     ) AS ends;

ALTER TABLE tb_support_ticket ADD PRIMARY KEY (ticket_id);
CREATE INDEX ON tb_support_ticket (user_id);
CREATE INDEX ON tb_support_ticket (company_id);
CREATE INDEX ON tb_support_ticket (order_id);
CREATE INDEX ON tb_support_ticket (subscription_id);
CREATE INDEX ON tb_support_ticket (assignee_id);
CREATE INDEX ON tb_support_ticket (merged_into_id);
CREATE INDEX ON tb_support_ticket (created_at);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (subscription_id) REFERENCES tb_subscription (subscription_id);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (assignee_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_support_ticket ADD FOREIGN KEY (merged_into_id) REFERENCES tb_support_ticket (ticket_id);
