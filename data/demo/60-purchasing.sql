-- Hanbit Works: the sales pipeline, and what we order from the partners in turn.
--   tb_deal            opportunities of the account managers
--   tb_purchase_order  our purchase orders to partners, with approval (wide table)
--
-- Planted: lost reasons and competitors as typed; open deals whose expected day of closing
-- has passed; deals won for an amount of 0; budget codes as text with and without a dash;
-- columns that nothing fills any more (legacy_po_no).
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_deal (
  deal_id           bigint        NOT NULL,
  deal_nm           varchar(120)  NOT NULL,
  company_id        bigint        NOT NULL,
  owner_id          bigint        NOT NULL,
  rfq_id            bigint,
  stage             varchar(15)   NOT NULL,
  deal_amt          numeric(15,2) NOT NULL,
  won_amt           numeric(15,2),
  currency          char(3)       NOT NULL,
  probability       smallint      NOT NULL,
  discount_rate     numeric(5,4),
  lead_source       varchar(20),
  competitor        varchar(40),
  lost_reason       varchar(60),
  contact_cnt       integer       NOT NULL,
  meeting_cnt       integer       NOT NULL,
  expected_close_dt date          NOT NULL,
  next_action_dt    date,
  opened_at         timestamp     NOT NULL,
  qualified_at      timestamp,
  proposed_at       timestamp,
  negotiated_at     timestamp,
  closed_at         timestamp,
  key_account_yn    char(1)       NOT NULL,
  forecast_json     jsonb,
  remark            text,
  updated_at        timestamp
);

COMMENT ON TABLE tb_deal IS 'Opportunities in the sales pipeline (영업 기회)';
COMMENT ON COLUMN tb_deal.deal_nm IS 'Short name';
COMMENT ON COLUMN tb_deal.company_id IS 'Customer';
COMMENT ON COLUMN tb_deal.owner_id IS 'Account manager';
COMMENT ON COLUMN tb_deal.rfq_id IS 'RFQ the opportunity came from, where there was one';
COMMENT ON COLUMN tb_deal.stage IS 'LEAD, QUALIFIED, PROPOSAL, NEGOTIATION, WON or LOST';
COMMENT ON COLUMN tb_deal.deal_amt IS 'Expected value in KRW';
COMMENT ON COLUMN tb_deal.won_amt IS 'Value when won, in KRW';
COMMENT ON COLUMN tb_deal.probability IS 'Chance of winning in percent, as estimated by the owner';
COMMENT ON COLUMN tb_deal.discount_rate IS 'Discount offered, 0 to 1';
COMMENT ON COLUMN tb_deal.lead_source IS 'Where the opportunity came from, as typed';
COMMENT ON COLUMN tb_deal.competitor IS 'Competitor, as typed';
COMMENT ON COLUMN tb_deal.lost_reason IS 'Why it was lost, as typed';
COMMENT ON COLUMN tb_deal.contact_cnt IS 'Calls and mails so far';
COMMENT ON COLUMN tb_deal.meeting_cnt IS 'Meetings so far';
COMMENT ON COLUMN tb_deal.expected_close_dt IS '예상 마감일';
COMMENT ON COLUMN tb_deal.next_action_dt IS 'Day of the next step; open deals only';
COMMENT ON COLUMN tb_deal.opened_at IS 'When it entered the pipeline';
COMMENT ON COLUMN tb_deal.qualified_at IS 'When it reached QUALIFIED';
COMMENT ON COLUMN tb_deal.proposed_at IS 'When it reached PROPOSAL';
COMMENT ON COLUMN tb_deal.negotiated_at IS 'When it reached NEGOTIATION';
COMMENT ON COLUMN tb_deal.closed_at IS 'When it was won or lost';
COMMENT ON COLUMN tb_deal.key_account_yn IS 'Company is a key customer';
COMMENT ON COLUMN tb_deal.forecast_json IS 'Forecast as entered: quarter and expected amounts';

WITH deals AS (
  SELECT n, at, company_id,
         opening_days AS takes,
         chance(n, 6002) < .31 AS is_won,
         at_work(at + days(opening_days * (.08 + .12 * chance(n, 6003)))) AS qualified_plan,
         at + days(opening_days * (.25 + .20 * chance(n, 6004))) AS proposed_plan,
         at + days(opening_days * (.55 + .25 * chance(n, 6005))) AS negotiated_plan,
         at + days(opening_days) AS closed_plan,
         -- Lost deals end early: after this many of the three stages between.
         CASE WHEN chance(n, 6002) < .31 THEN 3
              ELSE width_bucket(chance(n, 6006), '{.3,.55,.8}'::float8[]) END AS stages,
         round((9500000 * exp(1.0 * bell(n, 6007)))::numeric, -4) AS amount
  FROM purchases(2300, 6010)
       CROSS JOIN LATERAL (SELECT 3 + 34 * exp(.65 * bell(n, 6001)) AS opening_days) AS cycle
), stages AS (
  SELECT *, so_far(greatest(at_work(closed_plan), negotiated_at)) AS closed_at
  FROM deals
       CROSS JOIN LATERAL (
         SELECT CASE WHEN stages >= 1 THEN so_far(qualified_plan) END AS qualified_at,
                CASE WHEN stages >= 2 THEN so_far(greatest(at_work(proposed_plan), qualified_plan)) END AS proposed_at
       ) AS proposals
       CROSS JOIN LATERAL (
         SELECT CASE WHEN stages >= 3 THEN so_far(greatest(at_work(negotiated_plan), proposed_at)) END AS negotiated_at
       ) AS negotiations
), named AS (
  SELECT *, CASE WHEN closed_at IS NOT NULL AND is_won THEN 'WON'
                 WHEN closed_at IS NOT NULL THEN 'LOST'
                 WHEN negotiated_at IS NOT NULL THEN 'NEGOTIATION'
                 WHEN proposed_at IS NOT NULL THEN 'PROPOSAL'
                 WHEN qualified_at IS NOT NULL THEN 'QUALIFIED' ELSE 'LEAD' END AS stage
  FROM stages
)
INSERT INTO tb_deal
SELECT n,
       format('%s %s', pick('{Annual supply,Prototype,New line,Second source,Spare parts,Pilot series}',
                            chance(n, 6021)), extract(year FROM at)),
       company_id, coalesce(c.account_manager_id, 3 + floor(9 * chance(company_id, 6022))), r.rfq_id, stage, amount,
       CASE stage WHEN 'WON' THEN CASE WHEN n % 173 = 5 THEN 0
                                       ELSE round(amount * (.82 + .25 * chance(n, 6023))::numeric, -3) END END,
       'KRW',
       CASE stage WHEN 'WON' THEN 100 WHEN 'LOST' THEN 0 WHEN 'LEAD' THEN 10 WHEN 'QUALIFIED' THEN 25
                  WHEN 'PROPOSAL' THEN 50 ELSE 75 END,
       CASE WHEN chance(n, 6024) < .5 THEN .01 * floor(15 * chance(n, 6025)) END,
       pick('{INBOUND,OUTBOUND,FAIR,REFERRAL,Fair,PARTNER}', '{.38,.63,.78,.90,.94}', chance(n, 6026)),
       CASE WHEN chance(n, 6027) < .4
            THEN pick('{Parts24,parts24,FabHub,"Fabhub ",in-house,none}',
                      '{.28,.36,.60,.66,.9}', chance(n, 6028)) END,
       CASE stage WHEN 'LOST' THEN pick('{price,Price,no budget,lead time,competitor,no answer,가격}',
                                        '{.26,.36,.54,.68,.82,.95}', chance(n, 6029)) END,
       1 + skewed(14, 1.4, chance(n, 6030)), skewed(6, 1.6, chance(n, 6031)) - 1,
       (at + days(takes * (.7 + .5 * chance(n, 6032))))::date,
       CASE WHEN closed_at IS NULL AND chance(n, 6033) < .7
            THEN current_date + floor(14 * chance(n, 6034))::int - 3 END,
       at, qualified_at, proposed_at, negotiated_at, closed_at, c.vip_yn,
       CASE WHEN chance(n, 6035) < .55 THEN jsonb_build_object(
              'quarter', to_char(closed_plan, 'YYYY"Q"Q'),
              'best_case', amount * 1.2, 'commit', chance(n, 6036) < .4,
              'split', jsonb_build_object('series', .1 * (5 + floor(5 * chance(n, 6037))), 'tooling', .1)) END,
       CASE WHEN chance(n, 6038) < .15
            THEN pick('{waiting for drawing,call in spring,예산 확정 후,decision maker changed}', chance(n, 6039)) END,
       greatest(at, qualified_at, proposed_at, negotiated_at, closed_at)
FROM named
     JOIN (SELECT company_id, account_manager_id, vip_yn FROM tb_company) AS c USING (company_id)
     LEFT JOIN LATERAL (SELECT rfq_id FROM tb_rfq
                        WHERE tb_rfq.company_id = named.company_id AND created_at <= at AND chance(n, 6040) < .5
                        ORDER BY created_at DESC LIMIT 1) AS r ON true;

ALTER TABLE tb_deal ADD PRIMARY KEY (deal_id);
CREATE INDEX ON tb_deal (company_id);
CREATE INDEX ON tb_deal (owner_id);
CREATE INDEX ON tb_deal (rfq_id);
ALTER TABLE tb_deal ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_deal ADD FOREIGN KEY (owner_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_deal ADD FOREIGN KEY (rfq_id) REFERENCES tb_rfq (rfq_id);


CREATE TABLE tb_purchase_order (
  po_id             bigint        NOT NULL,
  po_no             varchar(20)   NOT NULL,
  order_id          bigint        NOT NULL,
  partner_id        bigint        NOT NULL,
  requester_id      bigint        NOT NULL,
  approver_id       bigint,
  po_status         char(2)       NOT NULL,
  po_type           char(1)       NOT NULL,
  approval_level    smallint      NOT NULL,
  approval_channel  varchar(10),
  currency          char(3)       NOT NULL,
  line_cnt          integer       NOT NULL,
  order_qty         integer       NOT NULL,
  received_qty      integer       NOT NULL,
  rejected_qty      integer       NOT NULL,
  std_amt           numeric(15,2),
  po_amt            numeric(15,2) NOT NULL,
  tax_amt           numeric(14,2) NOT NULL,
  total_amt         numeric(15,2) NOT NULL,
  prepaid_amt       numeric(15,2),
  amend_cnt         smallint      NOT NULL,
  amend_reason      varchar(60),
  contract_no       varchar(20),
  budget_cd         varchar(20),
  cost_center       varchar(10),
  payment_terms     varchar(20),
  delivery_terms    varchar(20),
  urgent_yn         char(1)       NOT NULL,
  contract_yn       char(1)       NOT NULL,
  inspect_yn        char(1)       NOT NULL,
  inspect_result    char(1),
  docs_ok_yn        char(1),
  partner_score     smallint,
  requested_at      timestamp     NOT NULL,
  approved_at       timestamp,
  rejected_at       timestamp,
  issued_at         timestamp,
  accepted_at       timestamp,
  received_at       timestamp,
  closed_at         timestamp,
  cancelled_at      timestamp,
  expected_dt       date          NOT NULL,
  amended_at        timestamp,
  legacy_po_no      varchar(20),
  remark            text,
  del_yn            char(1)       NOT NULL DEFAULT 'N',
  updated_at        timestamp
);

COMMENT ON TABLE tb_purchase_order IS 'Our purchase orders to partners (발주), one per order and partner above the approval threshold';
COMMENT ON COLUMN tb_purchase_order.po_no IS '발주번호';
COMMENT ON COLUMN tb_purchase_order.order_id IS 'Order of the buyer it serves';
COMMENT ON COLUMN tb_purchase_order.partner_id IS 'Supplier';
COMMENT ON COLUMN tb_purchase_order.requester_id IS 'Member of staff who asked for it';
COMMENT ON COLUMN tb_purchase_order.approver_id IS 'Member of staff who decided';
COMMENT ON COLUMN tb_purchase_order.po_status IS '10=requested, 20=approved, 30=issued, 40=accepted by the partner, 50=received, 60=closed, 80=rejected, 90=cancelled';
COMMENT ON COLUMN tb_purchase_order.po_type IS 'S=stock goods, O=made to order';
COMMENT ON COLUMN tb_purchase_order.approval_level IS 'Signatures needed: 1=team, 2=division, 3=board';
COMMENT ON COLUMN tb_purchase_order.approval_channel IS 'SYSTEM, EMAIL or PAPER';
COMMENT ON COLUMN tb_purchase_order.line_cnt IS 'Lines';
COMMENT ON COLUMN tb_purchase_order.order_qty IS 'Pieces ordered';
COMMENT ON COLUMN tb_purchase_order.received_qty IS 'Pieces received';
COMMENT ON COLUMN tb_purchase_order.rejected_qty IS 'Pieces refused at goods-in';
COMMENT ON COLUMN tb_purchase_order.std_amt IS 'Value at standard prices, for the purchase price variance';
COMMENT ON COLUMN tb_purchase_order.po_amt IS 'Value without tax, in the currency of the row';
COMMENT ON COLUMN tb_purchase_order.total_amt IS 'Value with tax, in the currency of the row';
COMMENT ON COLUMN tb_purchase_order.prepaid_amt IS 'Paid in advance';
COMMENT ON COLUMN tb_purchase_order.amend_cnt IS 'Changes after issue';
COMMENT ON COLUMN tb_purchase_order.amend_reason IS 'As typed';
COMMENT ON COLUMN tb_purchase_order.budget_cd IS 'Budget, as typed';
COMMENT ON COLUMN tb_purchase_order.contract_yn IS 'Covered by a frame contract';
COMMENT ON COLUMN tb_purchase_order.inspect_yn IS 'Inspection at goods-in required';
COMMENT ON COLUMN tb_purchase_order.inspect_result IS 'P=passed, F=failed, C=conditionally accepted';
COMMENT ON COLUMN tb_purchase_order.docs_ok_yn IS 'Papers complete at goods-in';
COMMENT ON COLUMN tb_purchase_order.partner_score IS '1 to 5, given by the requester';
COMMENT ON COLUMN tb_purchase_order.requested_at IS '구매 요청 일시';
COMMENT ON COLUMN tb_purchase_order.approved_at IS '승인 일시';
COMMENT ON COLUMN tb_purchase_order.rejected_at IS 'When the approval was refused';
COMMENT ON COLUMN tb_purchase_order.issued_at IS 'When it was sent to the partner';
COMMENT ON COLUMN tb_purchase_order.accepted_at IS 'When the partner accepted it';
COMMENT ON COLUMN tb_purchase_order.received_at IS 'When the goods came in';
COMMENT ON COLUMN tb_purchase_order.closed_at IS 'When it was settled';
COMMENT ON COLUMN tb_purchase_order.expected_dt IS 'Promised day of delivery';
COMMENT ON COLUMN tb_purchase_order.legacy_po_no IS 'Number in the old system (not used any more)';

-- Small orders from stock are called off without a purchase order.
WITH needs AS (
  SELECT o.order_id, i.partner_id, o.order_id * 512 + i.partner_id AS n, o.order_type,
         o.currency, o.exchange_rate::float8, o.due_dt, o.urgent_yn,
         i.lines, i.qty, i.amt, i.returned, o.cancelled_at::timestamp AS cancelled_at,
         o.delivered_at::timestamp AS delivered_at,
         f.confirmed_plan, f.delivered_plan
  FROM tb_order AS o
       JOIN demo_tools.fate AS f USING (order_id)
       JOIN (SELECT order_id, partner_id, count(*) AS lines, sum(quantity) AS qty, sum(line_amt) AS amt,
                    sum(returned_qty) AS returned
             FROM tb_order_item GROUP BY order_id, partner_id) AS i USING (order_id)
  WHERE (o.order_type = 'OEM' OR i.amt * o.exchange_rate > 1200000) AND NOT o.is_test
    AND (f.cancel_kind IS NULL OR f.cancel_kind = 'PAID')
), steps AS (
  SELECT *, requested_plan AS requested_at,
         so_far(CASE WHEN is_stopped AND chance(n, 6105) < .5
                     THEN requested_plan + hours(1 + 12 * chance(n, 6106)) END) AS rejected_at,
         CASE WHEN NOT is_stopped THEN so_far(approved_plan) END AS approved_at,
         CASE WHEN NOT is_stopped THEN so_far(issued_plan) END AS issued_at,
         CASE WHEN NOT is_stopped THEN so_far(accepted_plan) END AS accepted_at,
         so_far(at_work(delivered_at + hours(.3 + 9 * pow(chance(n, 6110), 2)))) AS received_at
  FROM needs
       CROSS JOIN LATERAL (
         SELECT date_trunc('second', confirmed_plan + hours(.2 + 2 * chance(n, 6111))) AS requested_plan,
                cancelled_at IS NOT NULL AS is_stopped
       ) AS request
       -- Large orders wait longer for their signatures; urgent goods are on their way before all is signed.
       CROSS JOIN LATERAL (
         SELECT least(delivered_plan - interval '3 hours',
                      at_work(requested_plan + hours((1 + amt * exchange_rate / 6e6)
                                                     * exp(.7 * bell(n, 6107))))) AS approved_plan
       ) AS approval
       CROSS JOIN LATERAL (
         SELECT least(delivered_plan - interval '2 hours',
                      at_work(approved_plan + hours(.2 + 4 * chance(n, 6108)))) AS issued_plan
       ) AS issue
       CROSS JOIN LATERAL (
         SELECT least(delivered_plan - interval '1 hour',
                      at_work(issued_plan + hours(.5 + 14 * chance(n, 6109)))) AS accepted_plan
       ) AS acceptance
  WHERE requested_plan <= least(horizon(), coalesce(cancelled_at, 'infinity'))
)
INSERT INTO tb_purchase_order
SELECT number, format('PO%s-%s', to_char(requested_at, 'YYMM'), lpad(number::text, 5, '0')),
       order_id, partner_id, 12 + floor(10 * chance(n, 6121)),
       CASE WHEN approved_at IS NOT NULL OR rejected_at IS NOT NULL THEN 2 + level + floor(3 * chance(n, 6122)) END,
       CASE WHEN rejected_at IS NOT NULL THEN '80' WHEN is_stopped THEN '90' WHEN closed_at IS NOT NULL THEN '60'
            WHEN received_at IS NOT NULL THEN '50' WHEN accepted_at IS NOT NULL THEN '40'
            WHEN issued_at IS NOT NULL THEN '30'
            WHEN approved_at IS NOT NULL THEN '20' ELSE '10' END,
       CASE order_type WHEN 'OEM' THEN 'O' ELSE 'S' END, level,
       CASE WHEN approved_at IS NOT NULL
            THEN pick('{SYSTEM,EMAIL,PAPER}', ARRAY[.7 + .25 * progress, .95], chance(n, 6123)) END,
       currency, lines, qty,
       CASE WHEN received_at IS NOT NULL
            THEN qty - CASE WHEN chance(n, 6124) < .03 THEN ceil(qty * .05)::int ELSE 0 END ELSE 0 END,
       CASE WHEN received_at IS NOT NULL THEN least(returned, qty) ELSE 0 END,
       CASE WHEN chance(n, 6125) < .8 THEN round(amount * (.9 + .18 * chance(n, 6126))::numeric, 2) END,
       amount, tax, amount + tax,
       CASE WHEN chance(n, 6127) < .15 THEN round(amount * .3, 0) END,
       amends, CASE WHEN amends > 0
                    THEN pick('{quantity,Quantity,date,price,drawing changed,수량 변경}', chance(n, 6128)) END,
       CASE WHEN is_framed THEN format('FC-%s-%s', 2 + partner_id % 5, lpad(partner_id::text, 4, '0')) END,
       CASE WHEN chance(n, 6129) < .75
            THEN pick('{B-100,B100,B-200,B-310,b-310,""}', '{.42,.5,.72,.88,.96}', chance(n, 6130)) END,
       (4100 + 10 * floor(6 * chance(n, 6131)))::text,
       pick('{30 days,Net 30,60 days,prepaid}', '{.46,.6,.86}', chance(n, 6132)),
       pick('{DAP,EXW,ex works}', '{.7,.94}', chance(n, 6133)),
       urgent_yn, yn(is_framed), yn(is_inspected),
       CASE WHEN is_inspected AND received_at IS NOT NULL THEN pick('{P,C,F}', '{.91,.97}', chance(n, 6134)) END,
       CASE WHEN received_at IS NOT NULL THEN yn(chance(n, 6135) < .94) END,
       CASE WHEN closed_at IS NOT NULL AND chance(n, 6136) < .6 THEN step('{.03,.10,.32,.72}', chance(n, 6137)) END,
       requested_at, approved_at, rejected_at, issued_at, accepted_at, received_at, closed_at,
       CASE WHEN is_stopped AND rejected_at IS NULL THEN cancelled_at END,
       due_dt, CASE WHEN amends > 0 THEN so_far(issued_at + (accepted_at - issued_at) * chance(n, 6138)) END,
       NULL, CASE WHEN chance(n, 6139) < .08
                  THEN pick('{call partner first,도면 재확인,deliver in two lots}', chance(n, 6140)) END,
       'N', greatest(requested_at, approved_at, issued_at, accepted_at, received_at, closed_at, cancelled_at)
FROM (SELECT *, row_number() OVER (ORDER BY requested_at, n) AS number,
             extract(epoch FROM requested_at - opening()) / extract(epoch FROM horizon() - opening()) AS progress
      FROM steps) AS s
     CROSS JOIN LATERAL (
       SELECT money(amt * (.90 + .05 * chance(n, 6141))::numeric, currency) AS amount,
              CASE WHEN currency <> 'KRW' THEN 2
                   WHEN amt > 30000000 THEN 3 WHEN amt > 5000000 THEN 2 ELSE 1 END AS level,
              CASE WHEN accepted_at IS NOT NULL AND chance(n, 6142) < .13 THEN skewed(3, 2.2, chance(n, 6143))
                   ELSE 0 END AS amends,
              chance(partner_id, 6144) < .55 AS is_framed,
              order_type = 'OEM' OR chance(n, 6145) < .3 AS is_inspected,
              so_far(received_at + days(1 + 12 * chance(n, 6146))) AS closed_at
     ) AS derived
     CROSS JOIN LATERAL (SELECT CASE currency WHEN 'KRW' THEN round(amount * .1) ELSE 0 END AS tax) AS taxes;

ALTER TABLE tb_purchase_order ADD PRIMARY KEY (po_id);
ALTER TABLE tb_purchase_order ADD UNIQUE (order_id, partner_id);
CREATE INDEX ON tb_purchase_order (partner_id);
CREATE INDEX ON tb_purchase_order (requester_id);
CREATE INDEX ON tb_purchase_order (approver_id);
ALTER TABLE tb_purchase_order ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_purchase_order ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_purchase_order ADD FOREIGN KEY (requester_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_purchase_order ADD FOREIGN KEY (approver_id) REFERENCES tb_user (user_id);
