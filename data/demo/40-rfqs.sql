-- Hanbit Works: requests for quotation, the first half of the funnel.
--   tb_rfq             requests of buyers (wide table)
--   tb_rfq_invitation  bridge: the partners invited to each request
--   tb_quotation       what the partners offered
--
-- The way of a request: created, published, partners invited, quotations until the deadline,
-- then awarded to one of them, closed without award, or cancelled by the buyer. An awarded
-- quotation becomes an OEM order (50-sales.sql).
--
-- Planted: materials and cancel reasons as typed; quantities of 0 in test requests; budgets
-- in the currency of the row; JSONB specifications with missing keys; requests nobody
-- answered (quotations per request must count them); a few quotations after the deadline.
SET search_path = public, demo_tools;
SET jit = off;

-- The companies that buy, the most eager ones first, with their users in order of sign-up.
-- A quarter of them stops some time (upto).
CREATE TABLE demo_tools.buyer AS
SELECT row_number() OVER (ORDER BY chance(company_id, 4001)) AS rank, company_id, currency,
       approved_at AS since,
       CASE WHEN company_id > 60 AND chance(company_id, 4002) < .25
            THEN approved_at + days(60 + 420 * chance(company_id, 4003))
            ELSE coalesce(deleted_at, 'infinity') END AS upto,
       users, joined
FROM tb_company
     JOIN (SELECT company_id, array_agg(n ORDER BY at) AS users, array_agg(at ORDER BY at) AS joined
           FROM demo_tools.account WHERE company_id IS NOT NULL GROUP BY company_id) AS staff USING (company_id)
WHERE approved_at IS NOT NULL AND NOT is_test;

-- TOTAL moments with a buyer each. Where the chosen one was not yet or no longer a customer,
-- one of the old regular customers takes the turn.
CREATE FUNCTION demo_tools.purchases(total int, salt int)
RETURNS TABLE (n bigint, at timestamp, company_id bigint, user_id bigint, currency char(3))
LANGUAGE sql STABLE AS $$
  WITH regulars AS (
    SELECT array_agg(company_id ORDER BY rank) AS ids FROM demo_tools.buyer
    WHERE company_id <= 60 AND upto = 'infinity'
  ), choices AS (
    SELECT s.n, s.at,
           CASE WHEN s.at BETWEEN b.since AND b.upto THEN b.company_id
                ELSE ids[demo_tools.skewed(cardinality(ids), 1.4,
                                           demo_tools.chance(s.n, salt + 2))] END AS company_id
    FROM demo_tools.spread(total, salt) AS s
         CROSS JOIN regulars
         JOIN demo_tools.buyer AS b
           ON b.rank = demo_tools.skewed((SELECT count(*) FROM demo_tools.buyer), 2.2,
                                         demo_tools.chance(s.n, salt + 3))
  )
  SELECT c.n, c.at, c.company_id,
         users[demo_tools.skewed(width_bucket(c.at, joined), 2.0, demo_tools.chance(c.n, salt + 4))],
         currency
  FROM choices AS c JOIN demo_tools.buyer AS b USING (company_id)
$$;

CREATE TABLE demo_tools.request AS
SELECT n AS rfq_id, p.at, company_id, user_id, currency, is_test, published_at, due_at, quantity, value,
       (ARRAY['CNC', 'SHEET', 'MOLD', 'PRINT', 'CAST', 'ASSY'])[step('{.34,.58,.70,.84,.93}',
                                                                     chance(n, 4104))] AS process,
       CASE WHEN chance(n, 4105) < .07
            THEN so_far(published_at + days(.2 + 9 * pow(chance(n, 4106), 2))) END AS cancelled_at
FROM purchases(5000, 4100) AS p
     CROSS JOIN LATERAL (
       SELECT n % 97 = 13 AS is_test,
              CASE WHEN n % 97 <> 13 AND chance(n, 4107) > .02
                   THEN so_far(p.at + hours(.1 + 5 * pow(chance(n, 4108), 3))) END AS published_at
     ) AS published
     CROSS JOIN LATERAL (
       SELECT date_trunc('day', at_work(coalesce(published_at, p.at) + days(3 + 11 * chance(n, 4109))))
                + interval '18 hours' AS due_at,
              CASE WHEN is_test THEN 0
                   ELSE (ARRAY[1, 5, 10, 30, 50, 100, 300, 500, 1000,
                               3000])[skewed(10, 1.2, chance(n, 4110))] END AS quantity,
              4200000 * exp(1.05 * bell(n, 4111)) AS value
     ) AS wishes;


CREATE TABLE tb_rfq_invitation (
  rfq_id         bigint       NOT NULL,
  partner_id     bigint       NOT NULL,
  invited_at     timestamp    NOT NULL,
  invite_channel varchar(10)  NOT NULL,
  auto_match_yn  char(1)      NOT NULL,
  match_score    numeric(5,2),
  viewed_at      timestamp,
  remind_cnt     smallint     NOT NULL DEFAULT 0,
  response_cd    char(1),
  responded_at   timestamp,
  decline_reason varchar(100)
);

COMMENT ON TABLE tb_rfq_invitation IS 'Which partners were invited to which RFQ, and whether they answered';
COMMENT ON COLUMN tb_rfq_invitation.invited_at IS 'When the partner was invited';
COMMENT ON COLUMN tb_rfq_invitation.invite_channel IS 'EMAIL, PUSH or CALL';
COMMENT ON COLUMN tb_rfq_invitation.auto_match_yn IS 'Chosen by the matching job';
COMMENT ON COLUMN tb_rfq_invitation.match_score IS 'How well the partner fits, 0 to 100';
COMMENT ON COLUMN tb_rfq_invitation.viewed_at IS 'When the partner first opened the RFQ';
COMMENT ON COLUMN tb_rfq_invitation.remind_cnt IS 'Reminders sent';
COMMENT ON COLUMN tb_rfq_invitation.response_cd IS 'Q=quoted, D=declined; empty = no answer';
COMMENT ON COLUMN tb_rfq_invitation.responded_at IS 'When the partner answered';
COMMENT ON COLUMN tb_rfq_invitation.decline_reason IS 'As typed by the partner';

WITH sellers AS (
  SELECT array_agg(since ORDER BY since) AS moments FROM demo_tools.seller
), invitations AS (
  SELECT DISTINCT ON (rfq_id, partner_id)
         r.rfq_id, r.due_at, r.cancelled_at, s.partner_id, r.rfq_id * 8 + k AS n,
         r.published_at + hours(.1 + 3 * chance(r.rfq_id * 8 + k, 4201)) AS invited_at
  FROM demo_tools.request AS r
       CROSS JOIN sellers
       CROSS JOIN generate_series(1, step('{.08,.27,.56,.80,.93}', chance(r.rfq_id, 4202))) AS k
       JOIN demo_tools.seller AS s
         ON s.seller_no = skewed(width_bucket(r.published_at, moments), 1.7, chance(r.rfq_id * 8 + k, 4203))
  WHERE r.published_at IS NOT NULL AND s.upto > r.published_at
  ORDER BY rfq_id, partner_id, k
), views AS (
  SELECT *, CASE WHEN chance(n, 4204) < .86
                 THEN so_far(at_work(invited_at + hours(3.5 * exp(.9 * bell(n, 4205))))) END AS viewed_at
  FROM invitations
  WHERE invited_at <= horizon()
), answers AS (
  SELECT *,
         so_far(at_work(viewed_at + hours(.5 + 15 * exp(.8 * bell(n, 4206))
                                                  * (.6 + .8 * chance(partner_id, 4207))))) AS answered_at,
         -- Some partners nearly always quote, others seldom do.
         CASE WHEN chance(n, 4208) < .45 + .5 * chance(partner_id, 4209) THEN 'Q'
              WHEN chance(n, 4210) < .45 THEN 'D' END AS answer
  FROM views
), kept AS (
  SELECT *, answer IS NOT NULL AND answered_at < coalesce(cancelled_at, 'infinity')
            AND answered_at <= due_at + CASE WHEN chance(n, 4211) < .2 THEN interval '1 day'
                                             ELSE interval '0' END AS is_kept
  FROM answers
)
INSERT INTO tb_rfq_invitation
SELECT rfq_id, partner_id, invited_at,
       pick('{EMAIL,PUSH,CALL}', '{.63,.94}', chance(n, 4212)),
       yn(chance(n, 4213) < .78),
       CASE WHEN chance(n, 4213) < .78 THEN round((50 + 50 * chance(n, 4214))::numeric, 2) END,
       viewed_at,
       CASE WHEN is_kept THEN 0 ELSE skewed(3, 1.4, chance(n, 4215)) - 1 END,
       CASE WHEN is_kept THEN answer END,
       CASE WHEN is_kept THEN answered_at END,
       CASE WHEN is_kept AND answer = 'D'
            THEN pick('{no capacity,No capacity,price too low,cannot make it,납기 불가,""}',
                      '{.32,.44,.66,.84,.94}', chance(n, 4216)) END
FROM kept;

ALTER TABLE tb_rfq_invitation ADD PRIMARY KEY (rfq_id, partner_id);
CREATE INDEX ON tb_rfq_invitation (partner_id);
ALTER TABLE tb_rfq_invitation ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);


-- Offers around the value of the request; a buyer decides some days after the deadline, more
-- often in favour where there is a choice, and mostly for the lowest price.
CREATE TABLE demo_tools.offer AS
WITH offers AS (
  SELECT i.rfq_id, i.partner_id, i.responded_at AS submitted_at, i.rfq_id * 512 + i.partner_id AS n,
         r.currency, r.quantity, r.due_at, r.is_test,
         r.value * exp(.16 * bell(i.rfq_id * 512 + i.partner_id, 4301))
           * CASE WHEN r.currency = 'KRW' THEN 1 ELSE 1 / 1350.0 END / r.quantity AS unit_price
  FROM tb_rfq_invitation AS i JOIN demo_tools.request AS r USING (rfq_id)
  WHERE i.response_cd = 'Q'
), ranked AS (
  SELECT *, count(*) OVER rivals AS rivals,
         row_number() OVER (PARTITION BY rfq_id ORDER BY unit_price * (1 + .08 * bell(n, 4302)), n) AS place,
         max(submitted_at) OVER rivals AS last_submitted_at
  FROM offers
  WINDOW rivals AS (PARTITION BY rfq_id)
)
SELECT ranked.*, decided_at,
       decided_at IS NOT NULL AND place = 1 AND chance(rfq_id, 4303) < .30 + .09 * least(rivals, 4) AS is_won
FROM ranked
     JOIN demo_tools.request AS r USING (rfq_id)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN r.cancelled_at IS NULL
                   THEN so_far(at_work(greatest(ranked.due_at, last_submitted_at)
                                          + days(.3 + 11 * pow(chance(rfq_id, 4304), 1.8)))) END AS decided_at
     ) AS decision;


CREATE TABLE tb_quotation (
  quotation_id    bigint        NOT NULL,
  quotation_no    varchar(20)   NOT NULL,
  rfq_id          bigint        NOT NULL,
  partner_id      bigint        NOT NULL,
  version_no      smallint      NOT NULL,
  status          smallint      NOT NULL,
  currency        char(3)       NOT NULL,
  quantity        integer       NOT NULL,
  unit_price      numeric(14,2) NOT NULL,
  item_amt        numeric(15,2) NOT NULL,
  tooling_amt     numeric(14,2),
  shipping_amt    numeric(12,2),
  discount_rate   numeric(5,2),
  tax_amt         numeric(14,2) NOT NULL,
  total_amt       numeric(15,2) NOT NULL,
  lead_time_days  smallint      NOT NULL,
  valid_until     date          NOT NULL,
  payment_terms   varchar(30),
  attachment_cnt  smallint      NOT NULL,
  buyer_score     smallint,
  submitted_at    timestamptz   NOT NULL,
  viewed_at       timestamptz,
  decided_at      timestamptz,
  reject_reason   varchar(100),
  note            text,
  del_yn          char(1)       NOT NULL DEFAULT 'N'
);

COMMENT ON TABLE tb_quotation IS 'Quotations of partners for RFQs';
COMMENT ON COLUMN tb_quotation.rfq_id IS 'RFQ answered';
COMMENT ON COLUMN tb_quotation.partner_id IS 'Partner that quotes';
COMMENT ON COLUMN tb_quotation.version_no IS 'Counts up with every revision';
COMMENT ON COLUMN tb_quotation.status IS '1=submitted, 2=revised, 3=accepted, 4=rejected, 5=expired, 9=withdrawn';
COMMENT ON COLUMN tb_quotation.quantity IS 'Pieces offered';
COMMENT ON COLUMN tb_quotation.unit_price IS 'Price per piece, in the currency of the row';
COMMENT ON COLUMN tb_quotation.item_amt IS 'Unit price times quantity, in the currency of the row';
COMMENT ON COLUMN tb_quotation.tooling_amt IS 'Moulds and fixtures, once';
COMMENT ON COLUMN tb_quotation.discount_rate IS 'Discount in percent, 0 to 100';
COMMENT ON COLUMN tb_quotation.total_amt IS 'Total with tax, in the currency of the row';
COMMENT ON COLUMN tb_quotation.lead_time_days IS '납기(일): days from order to delivery';
COMMENT ON COLUMN tb_quotation.valid_until IS '유효기한';
COMMENT ON COLUMN tb_quotation.buyer_score IS 'How the buyer rated the offer, 1 to 5';
COMMENT ON COLUMN tb_quotation.submitted_at IS 'When it was sent';
COMMENT ON COLUMN tb_quotation.viewed_at IS 'When the buyer opened it';
COMMENT ON COLUMN tb_quotation.decided_at IS 'When the buyer accepted or rejected it';
COMMENT ON COLUMN tb_quotation.reject_reason IS 'As typed by the buyer';

INSERT INTO tb_quotation
SELECT row_number() OVER (ORDER BY submitted_at, n),
       format('Q%s-%s', to_char(submitted_at, 'YYMM'),
              lpad((row_number() OVER (ORDER BY submitted_at, n))::text, 6, '0')),
       rfq_id, partner_id, version,
       CASE WHEN is_won THEN 3
            WHEN chance(n, 4311) < .03 THEN 9
            WHEN decided_at IS NOT NULL AND chance(n, 4312) < .85 THEN 4
            WHEN valid_until < current_date THEN 5
            WHEN version > 1 THEN 2 ELSE 1 END,
       currency, quantity, price, item, tooling, shipping, discount, tax,
       item + coalesce(tooling, 0) + coalesce(shipping, 0) - money(item * coalesce(discount, 0) / 100, currency)
       + tax,
       7 + floor(30 * chance(n, 4313)), valid_until,
       pick('{30 days,Net 30,prepaid,50/50,""}', '{.38,.52,.74,.93}', chance(n, 4314)),
       skewed(5, 1.5, chance(n, 4315)) - 1,
       CASE WHEN decided_at IS NOT NULL AND chance(n, 4316) < .35
            THEN step('{.04,.13,.36,.78}', chance(n, 4317) + CASE WHEN is_won THEN .25 ELSE 0 END) END,
       submitted_at,
       CASE WHEN chance(n, 4318) < .9 THEN so_far(submitted_at + hours(.2 + 30 * pow(chance(n, 4319), 2))) END,
       CASE WHEN is_won OR chance(n, 4311) >= .03 AND chance(n, 4312) < .85 THEN decided_at END,
       CASE WHEN decided_at IS NOT NULL AND NOT is_won AND chance(n, 4311) >= .03 AND chance(n, 4312) < .6
            THEN pick('{price,Price,price too high,lead time,"Lead time ",quality,가격,budget cancelled}',
                      '{.28,.40,.55,.70,.76,.86,.94}', chance(n, 4320)) END,
       CASE WHEN chance(n, 4321) < .2
            THEN pick('{Price without plating.,Sample in one week.,도면 확인 필요,Tooling stays with us.}',
                      chance(n, 4322)) END,
       yn(chance(n, 4311) < .015 AND NOT is_won)
FROM demo_tools.offer
     CROSS JOIN LATERAL (
       SELECT money(unit_price::numeric, currency) AS price,
              CASE WHEN chance(n, 4323) < .1 THEN 2 ELSE 1 END AS version,
              (submitted_at + days(14 + 7 * floor(4 * chance(n, 4324))))::date AS valid_until,
              CASE WHEN chance(n, 4325) < .3 THEN (5 * skewed(3, 2, chance(n, 4326)))::numeric(5,2) END AS discount
     ) AS prices
     CROSS JOIN LATERAL (
       SELECT price * quantity AS item,
              CASE WHEN chance(n, 4327) < .25 THEN round(price * quantity * .12, 0) END AS tooling,
              CASE WHEN chance(n, 4328) < .6 THEN CASE currency WHEN 'KRW' THEN 30000
                                                       ELSE 85 END * skewed(4, 1.5, chance(n, 4329)) END AS shipping
     ) AS parts
     CROSS JOIN LATERAL (
       SELECT CASE WHEN currency = 'KRW' THEN round((item + coalesce(tooling, 0)) * .1, 0) ELSE 0 END AS tax
     ) AS taxes;

ALTER TABLE tb_quotation ADD PRIMARY KEY (quotation_id);
CREATE INDEX ON tb_quotation (rfq_id, partner_id);
CREATE INDEX ON tb_quotation (partner_id);
ALTER TABLE tb_quotation ADD FOREIGN KEY (rfq_id, partner_id) REFERENCES tb_rfq_invitation (rfq_id, partner_id);
ALTER TABLE tb_quotation ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);


CREATE TABLE tb_rfq (
  rfq_id             bigint        NOT NULL,
  rfq_no             varchar(20)   NOT NULL,
  company_id         bigint        NOT NULL,
  user_id            bigint        NOT NULL,
  assigned_staff_id  bigint,
  status_cd          smallint      NOT NULL,
  rfq_type           varchar(10)   NOT NULL,
  process_cd         varchar(10)   NOT NULL,
  title              varchar(200)  NOT NULL,
  description        text,
  material           varchar(40),
  quantity           integer       NOT NULL,
  unit_cd            varchar(6),
  target_price       numeric(14,2),
  budget_amt         numeric(15,2),
  currency           char(3)       NOT NULL,
  spec               jsonb,
  attachment_cnt     smallint      NOT NULL,
  drawing_url        varchar(200),
  nda_yn             char(1)       NOT NULL,
  urgent_yn          char(1)       NOT NULL,
  sample_yn          char(1),
  repeat_yn          char(1),
  ship_region        varchar(40),
  ship_zip           varchar(10),
  channel            varchar(10)   NOT NULL,
  due_at             timestamp     NOT NULL,
  requested_dt       date,
  published_at       timestamp,
  first_quote_at     timestamp,
  awarded_at         timestamp,
  closed_at          timestamp,
  cancelled_at       timestamp,
  cancel_reason      varchar(100),
  awarded_partner_id bigint,
  awarded_amt        numeric(15,2),
  invite_cnt         integer       NOT NULL,
  quote_cnt          integer       NOT NULL,
  view_count         integer       NOT NULL,
  message_cnt        integer       NOT NULL,
  difficulty_score   smallint,
  match_rate         numeric(5,2),
  is_test            boolean       NOT NULL DEFAULT false,
  del_yn             char(1)       NOT NULL DEFAULT 'N',
  created_at         timestamp     NOT NULL,
  updated_at         timestamp
);

COMMENT ON TABLE tb_rfq IS 'Requests for quotation (견적 요청)';
COMMENT ON COLUMN tb_rfq.rfq_no IS '견적요청번호';
COMMENT ON COLUMN tb_rfq.company_id IS 'Company that asks';
COMMENT ON COLUMN tb_rfq.user_id IS 'Who asks';
COMMENT ON COLUMN tb_rfq.assigned_staff_id IS 'Engineer on our side';
COMMENT ON COLUMN tb_rfq.status_cd IS 'Code group RFQ_STATUS in tb_code';
COMMENT ON COLUMN tb_rfq.rfq_type IS 'SAMPLE, SMALL or MASS production';
COMMENT ON COLUMN tb_rfq.process_cd IS 'Process asked for: CNC, SHEET, MOLD, PRINT, CAST or ASSY';
COMMENT ON COLUMN tb_rfq.material IS 'As typed by the buyer';
COMMENT ON COLUMN tb_rfq.quantity IS 'Pieces wanted';
COMMENT ON COLUMN tb_rfq.target_price IS 'Price per piece the buyer hopes for';
COMMENT ON COLUMN tb_rfq.budget_amt IS 'Budget in the currency of the row';
COMMENT ON COLUMN tb_rfq.spec IS 'Technical specification as entered in the form';
COMMENT ON COLUMN tb_rfq.nda_yn IS 'Non-disclosure agreement needed';
COMMENT ON COLUMN tb_rfq.urgent_yn IS 'Marked urgent';
COMMENT ON COLUMN tb_rfq.repeat_yn IS '재주문 여부';
COMMENT ON COLUMN tb_rfq.channel IS 'WEB, APP, SALES, EMAIL or API';
COMMENT ON COLUMN tb_rfq.due_at IS 'Deadline for quotations';
COMMENT ON COLUMN tb_rfq.requested_dt IS 'Wanted day of delivery';
COMMENT ON COLUMN tb_rfq.published_at IS 'When partners could see it';
COMMENT ON COLUMN tb_rfq.first_quote_at IS 'When the first quotation came in';
COMMENT ON COLUMN tb_rfq.awarded_at IS 'When a quotation was accepted';
COMMENT ON COLUMN tb_rfq.closed_at IS 'When it ended without award';
COMMENT ON COLUMN tb_rfq.cancel_reason IS 'As typed by the buyer';
COMMENT ON COLUMN tb_rfq.awarded_partner_id IS 'Partner that won';
COMMENT ON COLUMN tb_rfq.awarded_amt IS 'Total of the accepted quotation, in the currency of the row';
COMMENT ON COLUMN tb_rfq.invite_cnt IS 'Partners invited';
COMMENT ON COLUMN tb_rfq.quote_cnt IS 'Quotations received';
COMMENT ON COLUMN tb_rfq.view_count IS 'Views of the page';
COMMENT ON COLUMN tb_rfq.message_cnt IS 'Messages exchanged';
COMMENT ON COLUMN tb_rfq.difficulty_score IS 'Set by our engineers, 1 easy to 5 hard';
COMMENT ON COLUMN tb_rfq.match_rate IS 'Share of invited partners that fit, 0 to 100';
COMMENT ON COLUMN tb_rfq.is_test IS 'Created by our own testers; leave out of all figures';
COMMENT ON COLUMN tb_rfq.created_at IS '등록 일시';

INSERT INTO tb_rfq
SELECT rfq_id,
       format('RFQ-%s-%s', to_char(r.at, 'YYMM'), lpad(rfq_id::text, 5, '0')),
       company_id, user_id,
       CASE WHEN chance(rfq_id, 4401) < .7 THEN 12 + floor(12 * chance(rfq_id, 4402)) END,
       CASE WHEN r.cancelled_at IS NOT NULL THEN 90
            WHEN won.partner_id IS NOT NULL THEN 40
            WHEN closed_at IS NOT NULL THEN 50
            WHEN r.published_at IS NULL THEN 10
            WHEN r.due_at <= horizon() THEN 30 ELSE 20 END,
       CASE WHEN quantity <= 5 THEN 'SAMPLE' WHEN quantity <= 100 THEN 'SMALL' ELSE 'MASS' END,
       process,
       CASE WHEN r.is_test THEN pick('{test,TEST please ignore,테스트}', chance(rfq_id, 4403))
            ELSE format('%s %s, %s pcs',
                        pick('{Housing,Bracket,Cover,Shaft,Jig,Base plate,Connector,Panel,Gear box,Fixture}',
                             chance(rfq_id, 4404)),
                        lower(process), quantity) END,
       CASE WHEN chance(rfq_id, 4405) < .6 THEN 'See the attached drawing. Deburr all edges.'
            WHEN chance(rfq_id, 4405) < .7 THEN '' END,
       pick('{AL6061,Al6061,al 6061,SUS304,sus304,SS400,S45C,POM,ABS,Titanium,""}',
            '{.24,.30,.34,.52,.57,.68,.78,.86,.94,.97}', chance(rfq_id, 4406)),
       quantity,
       pick('{EA,ea,SET}', '{.86,.92}', chance(rfq_id, 4407)),
       CASE WHEN chance(rfq_id, 4408) < .45 AND quantity > 0 THEN round((amount / quantity * .92)::numeric, 2) END,
       CASE WHEN chance(rfq_id, 4409) < .62
            THEN round((amount * (.8 + .5 * chance(rfq_id, 4410)))::numeric, -1) END,
       currency,
       CASE WHEN chance(rfq_id, 4411) < .88 THEN jsonb_strip_nulls(jsonb_build_object(
              'tolerance_mm', (ARRAY[.01, .02, .05, .1])[step('{.1,.35,.75}', chance(rfq_id, 4412))],
              'finish', CASE WHEN chance(rfq_id, 4413) < .7
                             THEN pick('{anodizing,none,painting,plating,Anodizing}', '{.3,.62,.78,.94}',
                                       chance(rfq_id, 4414)) END,
              'drawing_cnt', skewed(6, 1.6, chance(rfq_id, 4415)),
              'inspection_report', chance(rfq_id, 4416) < .35,
              'dimension', CASE WHEN chance(rfq_id, 4417) < .8 THEN jsonb_build_object(
                 'width', 10 * skewed(60, 1.6, chance(rfq_id, 4418)),
                 'height', 10 * skewed(40, 1.6, chance(rfq_id, 4419)), 'unit', 'mm') END,
              'quantity_breaks', CASE WHEN quantity >= 100
                                      THEN jsonb_build_array(quantity, quantity * 2, quantity * 5) END)) END,
       skewed(6, 1.5, chance(rfq_id, 4420)) - 1,
       CASE WHEN chance(rfq_id, 4421) < .8 THEN format('https://files.hanbit.example/rfq/%s.zip', rfq_id) END,
       yn(chance(rfq_id, 4422) < .28),
       yn(chance(rfq_id, 4423) < .15),
       CASE WHEN chance(rfq_id, 4424) < .7 THEN yn(quantity <= 5) END,
       CASE WHEN chance(rfq_id, 4425) < .8 THEN pick('{Y,N}', '{.22}', chance(rfq_id, 4426)) END,
       c.region, c.zip_code,
       pick('{WEB,APP,SALES,EMAIL,API}', '{.66,.78,.92,.98}', chance(rfq_id, 4427)),
       r.due_at,
       CASE WHEN chance(rfq_id, 4428) < .85 THEN (r.due_at + days(15 + 45 * chance(rfq_id, 4429)))::date END,
       r.published_at, q.first_quote_at,
       CASE WHEN won.partner_id IS NOT NULL THEN q.decided_at END,
       closed_at, r.cancelled_at,
       CASE WHEN r.cancelled_at IS NOT NULL
            THEN pick('{project stopped,Project stopped,no budget,found elsewhere,wrong drawing,""}',
                      '{.28,.38,.60,.82,.94}', chance(rfq_id, 4430)) END,
       won.partner_id, won.total_amt,
       coalesce(i.cnt, 0), coalesce(q.cnt, 0),
       coalesce(i.cnt, 0) * 3 + skewed(60, 2.5, chance(rfq_id, 4431)),
       coalesce(q.cnt, 0) * 2 + skewed(12, 2, chance(rfq_id, 4432)) - 1,
       CASE WHEN chance(rfq_id, 4433) < .66 THEN step('{.16,.46,.78,.93}', chance(rfq_id, 4434)) END,
       CASE WHEN i.cnt > 0 THEN round((100 - 45 * pow(chance(rfq_id, 4435), 2))::numeric, 2) END,
       r.is_test,
       yn(r.cancelled_at IS NOT NULL AND chance(rfq_id, 4436) < .1),
       r.at,
       greatest(r.at, r.published_at, q.decided_at, closed_at, r.cancelled_at)
FROM demo_tools.request AS r
     JOIN (SELECT company_id, region, zip_code FROM tb_company) AS c USING (company_id)
     LEFT JOIN (SELECT rfq_id, count(*) AS cnt FROM tb_rfq_invitation GROUP BY rfq_id) AS i USING (rfq_id)
     LEFT JOIN (SELECT rfq_id, count(*) AS cnt, min(submitted_at) AS first_quote_at, max(decided_at) AS decided_at
                FROM demo_tools.offer GROUP BY rfq_id) AS q USING (rfq_id)
     LEFT JOIN (SELECT rfq_id, partner_id, total_amt FROM tb_quotation WHERE status = 3) AS won USING (rfq_id)
     CROSS JOIN LATERAL (
       SELECT value * CASE currency WHEN 'KRW' THEN 1 ELSE 1 / 1350.0 END AS amount,
              CASE WHEN r.cancelled_at IS NULL AND r.published_at IS NOT NULL AND won.partner_id IS NULL
                   THEN coalesce(q.decided_at,
                                 so_far(CASE WHEN q.cnt IS NULL
                                             THEN r.due_at + interval '3 days' END)) END AS closed_at
     ) AS derived;

ALTER TABLE tb_rfq ADD PRIMARY KEY (rfq_id);
ALTER TABLE tb_rfq ADD UNIQUE (rfq_no);
CREATE INDEX ON tb_rfq (company_id);
CREATE INDEX ON tb_rfq (user_id);
CREATE INDEX ON tb_rfq (assigned_staff_id);
CREATE INDEX ON tb_rfq (awarded_partner_id);
CREATE INDEX ON tb_rfq (created_at);
ALTER TABLE tb_rfq ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_rfq ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_rfq ADD FOREIGN KEY (assigned_staff_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_rfq ADD FOREIGN KEY (awarded_partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_rfq_invitation ADD FOREIGN KEY (rfq_id) REFERENCES tb_rfq (rfq_id);
