-- Hanbit Works: getting it there.
--   tb_delivery              deliveries (wide table)
--   tb_delivery_status_hist  state history: every change of a delivery's status
--   tb_return_shipment       goods on their way back
--
-- Planted: tb_return_shipment has no rows at all (the feature is not launched yet); status
-- words in lower case, unlike the orders'; delay reasons as typed; weights kept as text with
-- and without a unit (weight_text, from the old system) next to weight_kg; a few deliveries
-- whose arrival was scanned before their departure.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_delivery (
  delivery_id         bigint        NOT NULL,
  delivery_no         varchar(20)   NOT NULL,
  order_id            bigint        NOT NULL,
  partner_id          bigint,
  carrier_cd          smallint      NOT NULL,
  warehouse_no        smallint,
  tracking_no         varchar(30),
  delivery_type       varchar(10)   NOT NULL,
  status              varchar(20)   NOT NULL,
  package_cnt         integer       NOT NULL,
  ordered_qty         integer       NOT NULL,
  delivered_qty       integer,
  weight_kg           numeric(10,2),
  weight_text         varchar(20),
  volume_cbm          numeric(8,3),
  distance_km         numeric(8,1),
  shipping_fee        numeric(12,2) NOT NULL,
  actual_cost         numeric(12,2),
  currency            char(3)       NOT NULL,
  insured_amt         numeric(14,2),
  promised_dt         date          NOT NULL,
  requested_at        timestamptz   NOT NULL,
  picked_up_at        timestamptz,
  shipped_at          timestamptz,
  hub_arrived_at      timestamptz,
  out_for_delivery_at timestamptz,
  delivered_at        timestamptz,
  attempt_cnt         smallint      NOT NULL,
  fail_reason         varchar(60),
  delay_reason        varchar(60),
  damaged_yn          char(1)       NOT NULL,
  docs_complete_yn    char(1),
  signed_by           varchar(60),
  receiver_phone      varchar(30),
  dest_country        varchar(3),
  dest_region         varchar(40),
  dest_zip            varchar(10),
  dest_lat            numeric(9,6),
  dest_lng            numeric(9,6),
  co2_kg              numeric(8,2),
  satisfaction        smallint,
  customs_no          varchar(20),
  tracking            jsonb,
  driver_memo         text,
  del_yn              char(1)       NOT NULL DEFAULT 'N',
  created_at          timestamptz   NOT NULL,
  updated_at          timestamptz
);

COMMENT ON TABLE tb_delivery IS 'Deliveries to buyers (배송); an order can be split over two';
COMMENT ON COLUMN tb_delivery.order_id IS 'Order it belongs to';
COMMENT ON COLUMN tb_delivery.partner_id IS 'Who sends it, when it is one partner';
COMMENT ON COLUMN tb_delivery.carrier_cd IS 'Code group CARRIER in tb_code';
COMMENT ON COLUMN tb_delivery.warehouse_no IS 'Code group WAREHOUSE in tb_code; empty = sent from the factory';
COMMENT ON COLUMN tb_delivery.tracking_no IS '운송장 번호';
COMMENT ON COLUMN tb_delivery.delivery_type IS 'PARCEL, PALLET, AIR or TRUCK';
COMMENT ON COLUMN tb_delivery.status IS 'ready, in_transit, out_for_delivery or delivered';
COMMENT ON COLUMN tb_delivery.package_cnt IS 'Packages';
COMMENT ON COLUMN tb_delivery.ordered_qty IS 'Pieces that should be in it';
COMMENT ON COLUMN tb_delivery.delivered_qty IS 'Pieces that arrived';
COMMENT ON COLUMN tb_delivery.weight_kg IS 'Gross weight in kilograms';
COMMENT ON COLUMN tb_delivery.weight_text IS 'Weight in the old system, as text';
COMMENT ON COLUMN tb_delivery.volume_cbm IS 'Volume in cubic metres';
COMMENT ON COLUMN tb_delivery.distance_km IS 'Distance to the destination in kilometres';
COMMENT ON COLUMN tb_delivery.shipping_fee IS 'What the buyer pays, in the currency of the row';
COMMENT ON COLUMN tb_delivery.actual_cost IS 'What the carrier charges us, in KRW';
COMMENT ON COLUMN tb_delivery.insured_amt IS 'Insured value in KRW';
COMMENT ON COLUMN tb_delivery.promised_dt IS '약속 배송일';
COMMENT ON COLUMN tb_delivery.requested_at IS 'When the carrier was asked';
COMMENT ON COLUMN tb_delivery.picked_up_at IS 'When the carrier took it';
COMMENT ON COLUMN tb_delivery.shipped_at IS 'When it left (출고 일시)';
COMMENT ON COLUMN tb_delivery.hub_arrived_at IS 'When it reached the last hub';
COMMENT ON COLUMN tb_delivery.out_for_delivery_at IS 'When it was loaded for the last leg';
COMMENT ON COLUMN tb_delivery.delivered_at IS 'When it was handed over';
COMMENT ON COLUMN tb_delivery.attempt_cnt IS 'Attempts to hand it over';
COMMENT ON COLUMN tb_delivery.fail_reason IS 'Why the first attempt failed, as typed';
COMMENT ON COLUMN tb_delivery.delay_reason IS 'Why it was late, as typed';
COMMENT ON COLUMN tb_delivery.damaged_yn IS 'Arrived damaged';
COMMENT ON COLUMN tb_delivery.docs_complete_yn IS 'Papers complete';
COMMENT ON COLUMN tb_delivery.dest_lat IS 'Latitude of the destination';
COMMENT ON COLUMN tb_delivery.dest_lng IS 'Longitude of the destination';
COMMENT ON COLUMN tb_delivery.co2_kg IS 'Estimated emissions in kilograms of CO2';
COMMENT ON COLUMN tb_delivery.satisfaction IS '1 to 5, asked by text message';
COMMENT ON COLUMN tb_delivery.customs_no IS 'Customs declaration; exports only';
COMMENT ON COLUMN tb_delivery.tracking IS 'Last answer of the carrier''s interface';

WITH shipments AS (
  SELECT o.order_id, o.partner_id, o.order_type, o.currency, o.shipping_amt, o.total_qty, o.company_id,
         part, parts, o.order_id * 2 + part AS n,
         f.due_dt, f.confirmed_at, f.shipped_at, f.delivered_at, f.shipped_plan, f.delivered_plan
  FROM tb_order AS o
       JOIN demo_tools.fate AS f USING (order_id)
       CROSS JOIN LATERAL (SELECT CASE WHEN o.total_qty > 20 AND chance(o.order_id, 7001) < .03 THEN 2
                                       ELSE 1 END AS parts) AS split
       CROSS JOIN generate_series(1, parts) AS part
  WHERE f.confirmed_at IS NOT NULL AND NOT o.is_test
), times AS (
  SELECT s.*, c.country_cd, c.region, c.zip_code,
         CASE WHEN currency <> 'KRW' THEN 4
              -- The freight carriers are late more often.
              ELSE step(CASE order_type WHEN 'OEM' THEN '{.3,.62,.9}'::float8[] ELSE '{.56,.88,.96}' END,
                        least(.999, chance(n, 7002)
                                    + CASE WHEN delivered_plan::date > due_dt THEN .14 ELSE 0 END)) END AS carrier,
         date_trunc('second', confirmed_at + (least(shipped_plan - interval '2 hours', horizon()) - confirmed_at)
                                             * .6 * chance(n, 7003)) AS requested,
         so_far(shipped_plan - hours(.2 + 1.5 * chance(n, 7004))) AS picked_up,
         so_far(shipped_plan + (delivered_plan - shipped_plan) * (.35 + .2 * chance(n, 7005))) AS at_hub,
         so_far(greatest(shipped_plan + (delivered_plan - shipped_plan) * .6,
                         delivered_plan - hours(.5 + 5 * chance(n, 7006)))) AS on_tour
  FROM shipments AS s
       JOIN (SELECT company_id, country_cd, region, zip_code FROM tb_company) AS c USING (company_id)
)
INSERT INTO tb_delivery
SELECT number, format('D%s-%s', to_char(requested, 'YYMMDD'), lpad(number::text, 6, '0')),
       order_id, partner_id, CASE WHEN carrier = 4 AND currency = 'KRW' THEN 5 ELSE carrier END,
       CASE WHEN order_type = 'MARKET' AND chance(n, 7007) < .62 THEN step('{.55,.83}', chance(n, 7008)) END,
       CASE WHEN picked_up IS NOT NULL AND chance(n, 7009) < .95
            THEN lpad((n * 104729 % 1000000000000)::text, 12, '0') END,
       (ARRAY['PARCEL', 'PARCEL', 'PALLET', CASE WHEN currency = 'KRW' THEN 'TRUCK' ELSE 'AIR' END])[carrier],
       CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN on_tour IS NOT NULL THEN 'out_for_delivery'
            WHEN shipped_at IS NOT NULL THEN 'in_transit' ELSE 'ready' END,
       packages, qty,
       CASE WHEN delivered_at IS NOT NULL
            THEN qty - CASE WHEN chance(n, 7010) < .025 THEN ceil(qty * .1)::int ELSE 0 END END,
       CASE WHEN chance(n, 7011) < .92 THEN kilos END,
       CASE WHEN chance(n, 7012) < .12 THEN kilos || pick('{kg," kg",KG,""}', chance(n, 7013)) END,
       CASE WHEN chance(n, 7014) < .7 THEN round(kilos / 180 + .01, 3) END,
       kilometres,
       CASE WHEN parts = 2 THEN round(shipping_amt / 2, 0) ELSE shipping_amt END,
       CASE WHEN shipped_at IS NOT NULL
            THEN round((2500 + kilos * (ARRAY[70, 80, 45, 60])[carrier]
                        + kilometres * (ARRAY[2, 3, 20, 8])[carrier]) * (.9 + .2 * chance(n, 7015))::numeric,
                        -1) END,
       currency,
       CASE WHEN chance(n, 7016) < .1 THEN 1000000 * skewed(20, 2, chance(n, 7017)) END,
       due_dt, requested, picked_up, shipped_at, at_hub, on_tour, delivered_at,
       CASE WHEN delivered_at IS NULL THEN 0 ELSE attempts END,
       CASE WHEN attempts > 1 AND delivered_at IS NOT NULL
            THEN pick('{nobody there,closed,Closed,wrong address,부재}', '{.42,.62,.7,.92}', chance(n, 7018)) END,
       CASE WHEN delivered_at::date > due_dt
            THEN pick('{production late,Production late,traffic,weather,customs,carrier,"Carrier ",물량 폭주,""}',
                      '{.32,.38,.52,.64,.72,.86,.89,.95}', chance(n, 7019)) END,
       yn(delivered_at IS NOT NULL AND chance(n, 7020) < .014),
       CASE WHEN delivered_at IS NOT NULL THEN yn(chance(n, 7021) < .95) END,
       CASE WHEN delivered_at IS NOT NULL AND chance(n, 7022) < .6
            THEN pick('{Goods-in,guard,Kim,Lee,경비실,-}', chance(n, 7023)) END,
       CASE WHEN chance(n, 7024) < .7 THEN format('010-0000-%s', lpad((n * 13 % 10000)::text, 4, '0')) END,
       country_cd, region, zip_code,
       CASE WHEN currency = 'KRW' THEN round((36.3 + 1.6 * bell(company_id, 7025) / 1.8)::numeric, 6) END,
       CASE WHEN currency = 'KRW' THEN round((127.6 + 1.2 * bell(company_id, 7026) / 1.8)::numeric, 6) END,
       CASE WHEN chance(n, 7027) < .85
            THEN round((kilos * kilometres * .00012 * (ARRAY[1, 1, 1.4, 4])[carrier] + .1)::numeric, 2) END,
       CASE WHEN delivered_at IS NOT NULL AND chance(n, 7028) < .33
            THEN step('{.03,.09,.24,.58}', chance(n, 7029) - CASE WHEN delivered_at::date > due_dt
                                                                  THEN .3 ELSE 0 END) END,
       CASE WHEN currency <> 'KRW' AND chance(n, 7030) < .9
            THEN 'CX' || lpad((n * 31 % 10000000)::text, 7, '0') END,
       CASE WHEN picked_up IS NOT NULL AND chance(n, 7031) < .78 THEN jsonb_strip_nulls(jsonb_build_object(
              'last_hub', pick('{Gimpo,Okcheon,Gunpo,Yangsan}', chance(n, 7032)),
              'scan_cnt', 2 + floor(9 * chance(n, 7033)),
              'temperature_c', CASE WHEN chance(n, 7034) < .2
                                    THEN round((4 + 20 * chance(n, 7035))::numeric, 1) END,
              'exception', CASE WHEN chance(n, 7036) < .06
                                THEN pick('{ADDRESS,WEATHER,DAMAGE}', chance(n, 7037)) END,
              'contactless', chance(n, 7038) < .4)) END,
       CASE WHEN chance(n, 7039) < .07 THEN pick('{rear gate,지게차 필요,ring twice}', chance(n, 7040)) END,
       'N', requested, greatest(requested, picked_up, shipped_at, at_hub, on_tour, delivered_at)
FROM (SELECT *, row_number() OVER (ORDER BY requested, n) AS number FROM times) AS t
     CROSS JOIN LATERAL (
       SELECT CASE parts WHEN 1 THEN total_qty ELSE total_qty / 2 + (part - 1) * (total_qty % 2) END AS qty,
              round((1.5 + 14 * exp(1.1 * bell(n, 7041)))::numeric, 2) AS kilos,
              round((CASE WHEN currency = 'KRW' THEN 15 + 330 * chance(company_id, 7042)
                          ELSE 900 + 8000 * chance(company_id, 7042) END)::numeric, 1) AS kilometres,
              skewed(12, 3, chance(n, 7043)) AS packages,
              step('{.93,.99}', chance(n, 7044)) AS attempts
     ) AS load;

-- Scanned in the wrong order.
UPDATE tb_delivery SET hub_arrived_at = shipped_at - interval '5 hours'
WHERE hub_arrived_at IS NOT NULL AND delivery_id % 1409 = 77;

ALTER TABLE tb_delivery ADD PRIMARY KEY (delivery_id);
CREATE INDEX ON tb_delivery (order_id);
CREATE INDEX ON tb_delivery (partner_id);
CREATE INDEX ON tb_delivery (shipped_at);
ALTER TABLE tb_delivery ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_delivery ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);


CREATE TABLE tb_delivery_status_hist (
  delivery_id  bigint       NOT NULL,
  seq_no       smallint     NOT NULL,
  from_status  varchar(20),
  to_status    varchar(20)  NOT NULL,
  changed_at   timestamptz  NOT NULL,
  minutes_in   integer,
  location     varchar(40),
  changed_by   varchar(20)  NOT NULL
);

COMMENT ON TABLE tb_delivery_status_hist IS 'State history of the deliveries, one row per change';
COMMENT ON COLUMN tb_delivery_status_hist.delivery_id IS 'Delivery';
COMMENT ON COLUMN tb_delivery_status_hist.seq_no IS 'Counts up per delivery';
COMMENT ON COLUMN tb_delivery_status_hist.from_status IS 'Status before; empty for the first';
COMMENT ON COLUMN tb_delivery_status_hist.to_status IS 'Status after';
COMMENT ON COLUMN tb_delivery_status_hist.changed_at IS '변경 일시';
COMMENT ON COLUMN tb_delivery_status_hist.minutes_in IS 'Minutes spent in the status before';
COMMENT ON COLUMN tb_delivery_status_hist.location IS 'Hub, where known';
COMMENT ON COLUMN tb_delivery_status_hist.changed_by IS 'system, carrier or staff';

INSERT INTO tb_delivery_status_hist
SELECT delivery_id, row_number() OVER course, lag(status) OVER course, status, at,
       floor(extract(epoch FROM at - lag(at) OVER course) / 60),
       CASE WHEN step IN (2, 4) AND chance(delivery_id * 8 + step, 7101) < .9
            THEN pick('{Gimpo,Okcheon,Gunpo,Yangsan,gunpo}', chance(delivery_id * 8 + step, 7102)) END,
       CASE WHEN step = 1 THEN 'system'
            ELSE pick('{carrier,staff}', '{.94}', chance(delivery_id * 8 + step, 7103)) END
FROM (SELECT delivery_id, step, steps.status, at
      FROM tb_delivery AS d
           CROSS JOIN LATERAL (VALUES
             (1, 'ready', requested_at),
             (2, 'in_transit', shipped_at),
             (3, 'out_for_delivery', out_for_delivery_at),
             (4, 'failed_attempt', CASE WHEN attempt_cnt > 1
                                        THEN out_for_delivery_at + (delivered_at - out_for_delivery_at) * .5 END),
             (5, 'delivered', delivered_at)) AS steps (step, status, at)
      WHERE at IS NOT NULL) AS changes
WINDOW course AS (PARTITION BY delivery_id ORDER BY step);

ALTER TABLE tb_delivery_status_hist ADD PRIMARY KEY (delivery_id, seq_no);
CREATE INDEX ON tb_delivery_status_hist (changed_at);
ALTER TABLE tb_delivery_status_hist ADD FOREIGN KEY (delivery_id) REFERENCES tb_delivery (delivery_id);


CREATE TABLE tb_return_shipment (
  return_id     bigint        PRIMARY KEY,
  delivery_id   bigint        NOT NULL REFERENCES tb_delivery (delivery_id),
  refund_id     bigint        REFERENCES tb_refund (refund_id),
  reason_cd     smallint      NOT NULL,
  status        varchar(20)   NOT NULL,
  return_qty    integer       NOT NULL,
  restocked_qty integer,
  return_fee    numeric(12,2),
  paid_by       char(1),
  requested_at  timestamptz   NOT NULL,
  picked_up_at  timestamptz,
  received_at   timestamptz,
  inspected_at  timestamptz
);

COMMENT ON TABLE tb_return_shipment IS 'Goods on their way back (반품); not launched yet, no rows';
COMMENT ON COLUMN tb_return_shipment.delivery_id IS 'Delivery that comes back';
COMMENT ON COLUMN tb_return_shipment.return_qty IS 'Pieces sent back';
COMMENT ON COLUMN tb_return_shipment.restocked_qty IS 'Of these, back in stock';
COMMENT ON COLUMN tb_return_shipment.return_fee IS 'Cost of the return';
COMMENT ON COLUMN tb_return_shipment.paid_by IS 'B=buyer, P=partner, H=Hanbit Works';
COMMENT ON COLUMN tb_return_shipment.requested_at IS 'When the buyer asked for it';
COMMENT ON COLUMN tb_return_shipment.received_at IS 'When the goods were back';

CREATE INDEX ON tb_return_shipment (delivery_id);
CREATE INDEX ON tb_return_shipment (refund_id);
