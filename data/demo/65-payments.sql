-- Hanbit Works: money in and out.
--   tb_payment     payments of buyers, one row per attempt
--   tb_refund      money given back
--   tb_settlement  what we pay out to the partners, per partner and month
--
-- Planted: failed attempts next to the one that worked (success per attempt is not success
-- per order); amounts in several currencies without a converted column; failure messages
-- in different spellings; payments of test orders; months kept as text ('202608').
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_payment (
  payment_id     bigint        NOT NULL,
  payment_no     varchar(24)   NOT NULL,
  order_id       bigint        NOT NULL,
  installment_no smallint      NOT NULL,
  attempt_no     smallint      NOT NULL,
  pay_method     varchar(10)   NOT NULL,
  pay_status     varchar(16)   NOT NULL,
  amount         numeric(15,2) NOT NULL,
  refunded_amt   numeric(15,2) NOT NULL DEFAULT 0,
  currency       char(3)       NOT NULL,
  fee_amt        numeric(12,2),
  fee_rate       numeric(6,5),
  requested_at   timestamptz   NOT NULL,
  paid_at        timestamptz,
  failed_at      timestamptz,
  cancelled_at   timestamptz,
  due_dt         date,
  fail_code      varchar(10),
  fail_message   varchar(100),
  card_info      jsonb,
  bank_nm        varchar(40),
  payer_nm       varchar(60),
  receipt_url    varchar(200),
  gateway_tid    varchar(40),
  is_test        boolean       NOT NULL DEFAULT false
);

COMMENT ON TABLE tb_payment IS 'Payments of buyers (결제), one row per attempt and instalment';
COMMENT ON COLUMN tb_payment.order_id IS 'Order paid for';
COMMENT ON COLUMN tb_payment.installment_no IS '1=whole amount or deposit, 2=balance after delivery';
COMMENT ON COLUMN tb_payment.attempt_no IS 'Counts up when the customer tries again';
COMMENT ON COLUMN tb_payment.pay_method IS 'CARD, TRANSFER, VIRTUAL or CREDIT';
COMMENT ON COLUMN tb_payment.pay_status IS 'PENDING, PAID, FAILED, CANCELLED, REFUNDED or PARTIAL_REFUND';
COMMENT ON COLUMN tb_payment.amount IS 'In the currency of the row';
COMMENT ON COLUMN tb_payment.refunded_amt IS 'Given back so far';
COMMENT ON COLUMN tb_payment.fee_amt IS 'What the payment gateway keeps, in the currency of the row';
COMMENT ON COLUMN tb_payment.fee_rate IS 'The same as a share of the amount';
COMMENT ON COLUMN tb_payment.requested_at IS 'When the payment was asked for or tried';
COMMENT ON COLUMN tb_payment.paid_at IS '결제 일시: when the money came';
COMMENT ON COLUMN tb_payment.failed_at IS 'When the attempt failed';
COMMENT ON COLUMN tb_payment.due_dt IS '납부 기한: to be paid by; credit and balances only';
COMMENT ON COLUMN tb_payment.fail_code IS 'Code of the gateway';
COMMENT ON COLUMN tb_payment.fail_message IS 'Message of the gateway';
COMMENT ON COLUMN tb_payment.card_info IS 'Answer of the card network; only for cards';
COMMENT ON COLUMN tb_payment.bank_nm IS 'Bank, unless paid by card';
COMMENT ON COLUMN tb_payment.is_test IS 'Payment of a test order';

-- Four of ten OEM orders are paid in two parts: 30 % in advance, the rest after delivery.
WITH instalments AS (
  SELECT o.order_id, o.currency, o.order_type, o.is_test, f.pay_method, f.cancel_kind, part,
         o.order_id * 8 + part AS n,
         CASE WHEN parts = 1 THEN o.total_amt
              WHEN part = 1 THEN round(o.total_amt * .3, 0)
              ELSE o.total_amt - round(o.total_amt * .3, 0) END AS amount,
         CASE WHEN part = 2 OR f.pay_method = 'CREDIT' THEN f.delivered_at ELSE f.at END AS requested_at,
         CASE WHEN part = 2
              THEN so_far(at_work(f.delivered_plan + days(1 + 32 * pow(chance(o.order_id, 6501), 1.5))))
              ELSE f.paid_at END AS paid_at,
         f.cancelled_at,
         CASE WHEN part = 2 THEN f.delivered_plan::date + 21
              WHEN f.pay_method = 'CREDIT'
              THEN f.paid_plan::date - floor(14 * pow(chance(o.order_id, 5314), 2))::int + 4 END AS due_dt
  FROM tb_order AS o
       JOIN demo_tools.fate AS f USING (order_id)
       CROSS JOIN LATERAL (
         SELECT CASE WHEN o.order_type = 'OEM' AND f.pay_method <> 'CREDIT' AND chance(o.order_id, 6502) < .4
                     THEN 2 ELSE 1 END AS parts
       ) AS terms
       CROSS JOIN generate_series(1, parts) AS part
  WHERE part = 1 OR f.delivered_at IS NOT NULL
), attempts AS (
  SELECT *, CASE WHEN cancel_kind = 'EXPIRED' AND cancelled_at IS NOT NULL THEN true
                 ELSE attempt < tries END AS is_failed
  FROM instalments
       CROSS JOIN LATERAL (
         SELECT CASE WHEN pay_method IN ('CARD', 'VIRTUAL') AND chance(n, 6503) < .085
                     THEN 1 + skewed(2, 2, chance(n, 6504)) ELSE 1 END AS tries
       ) AS luck
       CROSS JOIN generate_series(1, tries) AS attempt
  WHERE requested_at IS NOT NULL
)
INSERT INTO tb_payment
SELECT row_number() OVER (ORDER BY began_at, n, attempt),
       format('PAY%s%s', to_char(began_at, 'YYMMDD'), lpad((n * 4 + attempt)::text, 7, '0')),
       order_id, part, attempt, pay_method,
       CASE WHEN is_failed THEN 'FAILED' WHEN paid_at IS NOT NULL THEN 'PAID'
            WHEN cancelled_at IS NOT NULL THEN 'CANCELLED' ELSE 'PENDING' END,
       amount, 0, currency,
       CASE WHEN paid_at IS NOT NULL AND NOT is_failed THEN round(amount * fee, 2) END,
       CASE WHEN paid_at IS NOT NULL AND NOT is_failed THEN fee END,
       began_at,
       CASE WHEN paid_at IS NOT NULL AND NOT is_failed THEN greatest(paid_at, began_at) END,
       CASE WHEN is_failed THEN began_at + make_interval(secs => 5 + floor(70 * chance(n, 6505))) END,
       CASE WHEN NOT is_failed AND paid_at IS NULL THEN cancelled_at END,
       due_dt,
       CASE WHEN is_failed THEN (ARRAY['51', '05', '54', 'T01'])[reason] END,
       CASE WHEN is_failed
            THEN (ARRAY[pick('{Insufficient funds,insufficient funds,한도 초과}', chance(n, 6506)),
                        'Do not honour', 'Card expired', pick('{Timeout,timeout}', chance(n, 6506))])[reason] END,
       CASE WHEN pay_method = 'CARD' AND chance(n, 6507) < .97 THEN jsonb_strip_nulls(jsonb_build_object(
              'card_code', pick('{HB01,HB02,SK11,BC20,VX90}', '{.34,.58,.78,.92}', chance(order_id % 900, 6508)),
              'issuer', pick('{Hangang Card,Saeteo Card,Namsan Card,Dream Card,VX International}',
                             '{.34,.58,.78,.92}', chance(order_id % 900, 6508)),
              'installment_months', (ARRAY[0, 2, 3, 6, 12])[step('{.7,.78,.92,.98}', chance(n, 6509))],
              'is_corporate', chance(n, 6510) < .82,
              'approval', CASE WHEN NOT is_failed AND paid_at IS NOT NULL
                               THEN jsonb_build_object('no', lpad((n * 7919 % 100000000)::text, 8, '0'),
                                                       'foreign', currency <> 'KRW') END)) END,
       CASE WHEN pay_method <> 'CARD'
            THEN pick('{Hangang Bank,Saeteo Bank,Namsan Bank,saeteo bank,""}',
                      '{.42,.70,.90,.96}', chance(n, 6511)) END,
       CASE WHEN chance(n, 6512) < .3 THEN pick('{Accounting,재무팀,CEO,"accounting "}', chance(n, 6513)) END,
       CASE WHEN paid_at IS NOT NULL AND NOT is_failed
            THEN format('https://pay.hangangpay.example/r/%s', md5('receipt ' || n)) END,
       CASE WHEN pay_method IN ('CARD', 'VIRTUAL') THEN 'hg_' || left(md5('tid ' || n || attempt), 20) END,
       is_test
FROM attempts
     CROSS JOIN LATERAL (
       SELECT least(requested_at + (coalesce(paid_at, requested_at + interval '20 minutes') - requested_at)
                                   * (attempt - 1) / tries, horizon()) AS attempted_at,
              step('{.5,.72,.86}', chance(n * 4 + attempt, 6514)) AS reason,
              (CASE pay_method WHEN 'CARD' THEN .021 WHEN 'VIRTUAL' THEN .004 ELSE 0 END)::numeric AS fee
     ) AS derived
     CROSS JOIN LATERAL (SELECT date_trunc('second', attempted_at) AS began_at) AS rounded;

ALTER TABLE tb_payment ADD PRIMARY KEY (payment_id);
ALTER TABLE tb_payment ADD UNIQUE (payment_no);


CREATE TABLE tb_refund (
  refund_id     bigint        NOT NULL,
  payment_id    bigint        NOT NULL,
  order_id      bigint        NOT NULL,
  line_no       smallint,
  reason_cd     smallint      NOT NULL,
  status        char(1)       NOT NULL,
  refund_amt    numeric(15,2) NOT NULL,
  currency      char(3)       NOT NULL,
  refund_method varchar(10)   NOT NULL,
  requested_by  char(1)       NOT NULL,
  handled_by    bigint,
  requested_at  timestamptz   NOT NULL,
  approved_at   timestamptz,
  refunded_at   timestamptz,
  rejected_at   timestamptz,
  reject_reason varchar(100),
  memo          text
);

COMMENT ON TABLE tb_refund IS 'Refunds (환불)';
COMMENT ON COLUMN tb_refund.payment_id IS 'Payment the money came with';
COMMENT ON COLUMN tb_refund.order_id IS 'Order refunded';
COMMENT ON COLUMN tb_refund.line_no IS 'Line of the order; empty when the whole order is refunded';
COMMENT ON COLUMN tb_refund.reason_cd IS 'Code group REFUND_REASON in tb_code';
COMMENT ON COLUMN tb_refund.status IS 'R=requested, A=approved, D=done, X=rejected';
COMMENT ON COLUMN tb_refund.refund_amt IS 'In the currency of the row';
COMMENT ON COLUMN tb_refund.refund_method IS 'ORIGINAL, TRANSFER or POINT';
COMMENT ON COLUMN tb_refund.requested_by IS 'B=buyer, S=staff';
COMMENT ON COLUMN tb_refund.handled_by IS 'Member of staff';
COMMENT ON COLUMN tb_refund.requested_at IS '요청 일시';
COMMENT ON COLUMN tb_refund.refunded_at IS 'When the money was given back';
COMMENT ON COLUMN tb_refund.reject_reason IS 'As typed';

WITH paid AS (
  SELECT DISTINCT ON (order_id) order_id, payment_id, amount, currency, paid_at
  FROM tb_payment WHERE pay_status = 'PAID' ORDER BY order_id, installment_no DESC
), claims AS (
  SELECT p.*, NULL::smallint AS line_no, 1 AS reason, p.amount AS refund, o.cancelled_at AS at, o.order_id * 16 AS n
  FROM paid AS p JOIN tb_order AS o USING (order_id)
  WHERE o.cancelled_at IS NOT NULL
  UNION ALL
  SELECT p.*, i.line_no, 2 + width_bucket(chance(i.order_id * 16 + i.line_no, 6601), '{.58,.82}'::float8[]),
         least(p.amount, money(i.line_amt * i.returned_qty / i.quantity, p.currency)),
         greatest(o.delivered_at, p.paid_at) + days(.5 + 12 * pow(chance(i.order_id * 16 + i.line_no, 6602), 2)),
         i.order_id * 16 + i.line_no
  FROM paid AS p JOIN tb_order AS o USING (order_id) JOIN tb_order_item AS i USING (order_id)
  WHERE i.returned_qty > 0 AND o.delivered_at IS NOT NULL
), steps AS (
  SELECT *, chance(n, 6603) < .07 AND line_no IS NOT NULL AS is_rejected,
         CASE WHEN NOT (chance(n, 6603) < .07 AND line_no IS NOT NULL)
              THEN so_far(at_work(at::timestamp + hours(1 + 60 * pow(chance(n, 6604), 2)))) END AS approved_at
  FROM claims
  WHERE at <= horizon()
)
INSERT INTO tb_refund
SELECT row_number() OVER (ORDER BY at, n), payment_id, order_id, line_no, reason,
       CASE WHEN rejected_at IS NOT NULL THEN 'X' WHEN refunded_at IS NOT NULL THEN 'D'
            WHEN approved_at IS NOT NULL THEN 'A' ELSE 'R' END,
       refund, currency,
       pick('{ORIGINAL,TRANSFER,POINT}', '{.7,.94}', chance(n, 6605)), pick('{B,S}', '{.76}', chance(n, 6606)),
       CASE WHEN approved_at IS NOT NULL OR rejected_at IS NOT NULL THEN 20 + floor(8 * chance(n, 6607)) END,
       at, approved_at, refunded_at, rejected_at,
       CASE WHEN rejected_at IS NOT NULL
            THEN pick('{used,no defect found,No defect found,too late}', chance(n, 6608)) END,
       CASE WHEN chance(n, 6609) < .2 THEN pick('{photo attached,사진 첨부,called twice}', chance(n, 6610)) END
FROM steps
     CROSS JOIN LATERAL (
       SELECT so_far(at_work(approved_at + days(.2 + 5 * chance(n, 6611)))) AS refunded_at,
              CASE WHEN is_rejected THEN so_far(at_work(at::timestamp
                                                           + days(1 + 4 * chance(n, 6612)))) END AS rejected_at
     ) AS ends;

ALTER TABLE tb_refund ADD PRIMARY KEY (refund_id);

UPDATE tb_payment AS p
SET refunded_amt = r.amt, pay_status = CASE WHEN r.amt >= p.amount THEN 'REFUNDED' ELSE 'PARTIAL_REFUND' END
FROM (SELECT payment_id, sum(refund_amt) AS amt FROM tb_refund WHERE status = 'D' GROUP BY payment_id) AS r
WHERE r.payment_id = p.payment_id;

CREATE INDEX ON tb_payment (order_id);
CREATE INDEX ON tb_payment (requested_at);
CREATE INDEX ON tb_refund (payment_id);
CREATE INDEX ON tb_refund (order_id, line_no);
CREATE INDEX ON tb_refund (handled_by);
ALTER TABLE tb_payment ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_refund ADD FOREIGN KEY (payment_id) REFERENCES tb_payment (payment_id);
ALTER TABLE tb_refund ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_refund ADD FOREIGN KEY (order_id, line_no) REFERENCES tb_order_item (order_id, line_no);
ALTER TABLE tb_refund ADD FOREIGN KEY (handled_by) REFERENCES tb_user (user_id);


CREATE TABLE tb_settlement (
  settlement_id  bigint        NOT NULL,
  partner_id     bigint        NOT NULL,
  settle_ym      char(6)       NOT NULL,
  status         smallint      NOT NULL,
  order_cnt      integer       NOT NULL,
  gross_amt      numeric(16,2) NOT NULL,
  refund_amt     numeric(15,2) NOT NULL,
  commission_amt numeric(15,2) NOT NULL,
  vat_amt        numeric(15,2) NOT NULL,
  adjust_amt     numeric(15,2) NOT NULL,
  payout_amt     numeric(16,2) NOT NULL,
  bank_nm        varchar(40),
  invoice_yn     char(1)       NOT NULL,
  due_dt         date          NOT NULL,
  closed_at      timestamp,
  confirmed_at   timestamp,
  paid_at        timestamp,
  hold_reason    varchar(100),
  adjust_memo    text,
  created_at     timestamp     NOT NULL
);

COMMENT ON TABLE tb_settlement IS 'Monthly settlement with the partners (정산), all amounts in KRW';
COMMENT ON COLUMN tb_settlement.partner_id IS 'Partner';
COMMENT ON COLUMN tb_settlement.settle_ym IS 'Month as YYYYMM';
COMMENT ON COLUMN tb_settlement.status IS '0=open, 1=closed, 2=confirmed by the partner, 3=paid out, 9=on hold';
COMMENT ON COLUMN tb_settlement.order_cnt IS 'Orders delivered in the month';
COMMENT ON COLUMN tb_settlement.gross_amt IS 'Value of the goods delivered in the month, without tax';
COMMENT ON COLUMN tb_settlement.refund_amt IS 'Value of goods sent back';
COMMENT ON COLUMN tb_settlement.commission_amt IS 'Our commission (수수료)';
COMMENT ON COLUMN tb_settlement.vat_amt IS 'Value added tax on the commission';
COMMENT ON COLUMN tb_settlement.adjust_amt IS 'Corrections, plus or minus';
COMMENT ON COLUMN tb_settlement.payout_amt IS 'To be paid to the partner';
COMMENT ON COLUMN tb_settlement.invoice_yn IS 'Tax invoice issued';
COMMENT ON COLUMN tb_settlement.due_dt IS 'To be paid out by';
COMMENT ON COLUMN tb_settlement.closed_at IS 'When the month was closed';
COMMENT ON COLUMN tb_settlement.confirmed_at IS 'When the partner agreed';
COMMENT ON COLUMN tb_settlement.paid_at IS '지급 일시';
COMMENT ON COLUMN tb_settlement.hold_reason IS 'Why it is on hold, as typed';

WITH months AS (
  SELECT i.partner_id, date_trunc('month', o.delivered_at::timestamp)::date AS month,
         count(DISTINCT o.order_id) AS orders,
         round(sum(i.line_amt * o.exchange_rate)) AS gross,
         round(sum(i.line_amt * o.exchange_rate * i.returned_qty / i.quantity)) AS refund,
         round(sum(i.line_amt * o.exchange_rate * i.commission_rate)) AS commission
  FROM tb_order AS o JOIN tb_order_item AS i USING (order_id)
  WHERE o.delivered_at IS NOT NULL AND NOT o.is_test
  GROUP BY 1, 2
), steps AS (
  SELECT *, partner_id * 4096 + (month - opening()) AS n, (month + interval '1 month')::date AS next_month,
         so_far(month + interval '1 month 2 days 3 hours') AS closed_at
  FROM months
)
INSERT INTO tb_settlement
SELECT row_number() OVER (ORDER BY month, partner_id), partner_id, to_char(month, 'YYYYMM'),
       CASE WHEN is_held THEN 9 WHEN paid_at IS NOT NULL THEN 3 WHEN confirmed_at IS NOT NULL THEN 2
            WHEN closed_at IS NOT NULL THEN 1 ELSE 0 END,
       orders, gross, refund, commission, vat, adjust, gross - refund - commission - vat + adjust,
       p.bank_nm, yn(closed_at IS NOT NULL AND chance(n, 6701) < .95),
       next_month + 14, closed_at, confirmed_at, paid_at,
       CASE WHEN is_held THEN pick('{bank account wrong,claim open,계좌 확인,Claim open}', chance(n, 6702)) END,
       CASE WHEN adjust <> 0 THEN pick('{freight,penalty for late delivery,rounding}', chance(n, 6703)) END,
       least(month + interval '1 hour' * (1 + floor(24 * chance(n, 6704))), horizon())
FROM steps
     JOIN (SELECT partner_id, bank_nm FROM tb_partner) AS p USING (partner_id)
     CROSS JOIN LATERAL (
       SELECT round(commission * .1) AS vat,
              CASE WHEN chance(n, 6705) < .06 THEN 1000 * (floor(60 * chance(n, 6706)) - 40)
                   ELSE 0 END::numeric AS adjust,
              closed_at IS NOT NULL
                AND chance(n, 6707) < CASE WHEN month > current_date - 200 THEN .03 ELSE .001 END AS is_held
     ) AS amounts
     CROSS JOIN LATERAL (
       SELECT CASE WHEN NOT is_held
                   THEN so_far(at_work(closed_at + hours(4 + 90 * chance(n, 6708)))) END AS confirmed_at,
              -- A tenth is paid out late.
              so_far(at_work(next_month + days(9 + 4 * chance(n, 6709)
                                                  + CASE WHEN chance(n, 6710) < .1 THEN 4 + 8 * chance(n, 6711)
                                                         ELSE 0 END))) AS payout_plan
     ) AS confirmation
     CROSS JOIN LATERAL (
       SELECT CASE WHEN confirmed_at IS NOT NULL THEN greatest(payout_plan, confirmed_at) END AS paid_at
     ) AS payout
WHERE month <= current_date;

ALTER TABLE tb_settlement ADD PRIMARY KEY (settlement_id);
ALTER TABLE tb_settlement ADD UNIQUE (partner_id, settle_ym);
ALTER TABLE tb_settlement ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
