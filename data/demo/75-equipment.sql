-- Hanbit Works: machines of the partners.
--   tb_equipment       the machines (wide table)
--   tb_production_log  one row per connected machine and shift
--   tb_maintenance     planned maintenance and breakdowns
--
-- Planted: reasons for downtime as typed; shifts planned but not run (planned_min > 0,
-- run_min = 0) and holidays without a plan (planned_min = 0), so that availability per row
-- divides by zero; spindle speeds as text; machines that never sent a signal; maintenance planned
-- for the future next to overdue ones.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_equipment (
  equipment_id     bigint        NOT NULL,
  equipment_cd     varchar(20)   NOT NULL,
  partner_id       bigint        NOT NULL,
  equipment_nm     varchar(100)  NOT NULL,
  equipment_nm_ko  varchar(100),
  equipment_type   varchar(10)   NOT NULL,
  maker            varchar(40),
  model_nm         varchar(40),
  serial_no        varchar(40),
  state            char(1)       NOT NULL,
  axis_cnt         smallint,
  power_kw         numeric(7,2),
  max_rpm          varchar(12),
  table_width_mm   integer,
  table_depth_mm   integer,
  max_load_kg      numeric(9,1),
  accuracy_um      numeric(6,2),
  made_year        smallint,
  installed_dt     date,
  purchase_amt     numeric(15,2),
  currency         char(3),
  book_value_amt   numeric(15,2),
  hourly_rate      numeric(10,2) NOT NULL,
  capacity_per_hr  numeric(8,2),
  ideal_cycle_sec  numeric(7,1)  NOT NULL,
  daily_shift_cnt  smallint      NOT NULL,
  oee_target       numeric(5,4),
  operating_hr     numeric(10,1) NOT NULL,
  monitored_yn     char(1)       NOT NULL,
  connected_at     timestamp,
  last_signal_at   timestamptz,
  firmware         varchar(12),
  last_maint_dt    date,
  next_maint_dt    date,
  warranty_end_dt  date,
  leased_yn        char(1),
  insured_yn       char(1),
  location         varchar(40),
  latitude         numeric(9,6),
  longitude        numeric(9,6),
  spec             jsonb,
  manual_url       varchar(200),
  asset_tag_old    varchar(20),
  remark           text,
  del_yn           char(1)       NOT NULL DEFAULT 'N',
  created_at       timestamp     NOT NULL,
  updated_at       timestamp
);

COMMENT ON TABLE tb_equipment IS 'Machines of the partner factories (설비)';
COMMENT ON COLUMN tb_equipment.partner_id IS 'Owner';
COMMENT ON COLUMN tb_equipment.equipment_nm IS 'Name on the shop floor';
COMMENT ON COLUMN tb_equipment.equipment_type IS 'MCT, LATHE, PRESS, LASER, INJECT or PRINTER';
COMMENT ON COLUMN tb_equipment.maker IS 'Manufacturer, as typed';
COMMENT ON COLUMN tb_equipment.state IS 'R=running, I=idle, M=in maintenance, D=down, X=scrapped';
COMMENT ON COLUMN tb_equipment.axis_cnt IS 'Controlled axes; machining only';
COMMENT ON COLUMN tb_equipment.power_kw IS 'Connected load in kilowatts';
COMMENT ON COLUMN tb_equipment.max_rpm IS 'Top speed as on the type plate';
COMMENT ON COLUMN tb_equipment.accuracy_um IS 'Positioning accuracy in micrometres';
COMMENT ON COLUMN tb_equipment.made_year IS 'Year of manufacture';
COMMENT ON COLUMN tb_equipment.installed_dt IS '설치일';
COMMENT ON COLUMN tb_equipment.purchase_amt IS 'Purchase price';
COMMENT ON COLUMN tb_equipment.book_value_amt IS '장부가: purchase price less depreciation';
COMMENT ON COLUMN tb_equipment.hourly_rate IS 'Price of an hour in KRW';
COMMENT ON COLUMN tb_equipment.capacity_per_hr IS 'Pieces per hour in practice';
COMMENT ON COLUMN tb_equipment.ideal_cycle_sec IS 'Seconds per piece at best';
COMMENT ON COLUMN tb_equipment.daily_shift_cnt IS 'Shifts per day';
COMMENT ON COLUMN tb_equipment.oee_target IS 'Target for overall equipment effectiveness, 0 to 1';
COMMENT ON COLUMN tb_equipment.operating_hr IS 'Hour meter';
COMMENT ON COLUMN tb_equipment.monitored_yn IS 'Connected to our monitoring';
COMMENT ON COLUMN tb_equipment.connected_at IS 'When it was connected to our monitoring';
COMMENT ON COLUMN tb_equipment.last_signal_at IS 'Last sign of life of a connected machine';
COMMENT ON COLUMN tb_equipment.last_maint_dt IS 'Last maintenance finished';
COMMENT ON COLUMN tb_equipment.next_maint_dt IS 'Next planned maintenance; overdue when in the past';
COMMENT ON COLUMN tb_equipment.warranty_end_dt IS 'End of the warranty';
COMMENT ON COLUMN tb_equipment.leased_yn IS 'Leased';
COMMENT ON COLUMN tb_equipment.insured_yn IS 'Insured';
COMMENT ON COLUMN tb_equipment.location IS 'Hall, as typed';
COMMENT ON COLUMN tb_equipment.spec IS 'Technical data; the keys depend on the type';
COMMENT ON COLUMN tb_equipment.asset_tag_old IS 'Tag in the old inventory (not used any more)';
COMMENT ON COLUMN tb_equipment.del_yn IS 'Soft delete';

INSERT INTO tb_equipment
SELECT n, format('EQ-%s', lpad(n::text, 5, '0')), s.partner_id,
       (ARRAY['Machining centre', 'Turning centre', 'Press brake', 'Laser cutter',
              'Injection machine', 'Printer'])[kind] || ' ' || chr(65 + (n % 9)::int),
       (ARRAY['머시닝센터', '선반', '절곡기', '레이저', '사출기', NULL])[kind],
       (ARRAY['MCT', 'LATHE', 'PRESS', 'LASER', 'INJECT', 'PRINTER'])[kind],
       pick('{Doosung,doosung,Hwachang,Makita Seiki,Trumann,""}', '{.34,.38,.64,.8,.96}', chance(n, 7501)),
       format('%s-%s', pick('{VX,LT,PB,FL,IM,SL}', (kind - 1) / 6.0), 100 * (1 + n % 9)),
       CASE WHEN chance(n, 7502) < .85 THEN upper(left(md5('serial ' || n), 10)) END,
       pick('{R,I,M,D,X}', '{.68,.88,.93,.97}', chance(n, 7503)),
       CASE WHEN kind <= 2 THEN (ARRAY[3, 3, 4, 5])[1 + floor(4 * chance(n, 7504))::int] END,
       round((4 + 60 * pow(chance(n, 7505), 1.5))::numeric, 2),
       CASE WHEN kind <= 2
            THEN (1000 * (4 + floor(12 * chance(n, 7506)))) || pick('{""," rpm",RPM}', '{.7,.9}', chance(n, 7507)) END,
       300 + 50 * skewed(30, 1.6, chance(n, 7508)), 200 + 50 * skewed(16, 1.6, chance(n, 7509)),
       round((100 + 3000 * pow(chance(n, 7510), 2))::numeric, 1),
       CASE WHEN kind <= 2 THEN round((2 + 18 * chance(n, 7511))::numeric, 2) END,
       extract(year FROM installed) - CASE WHEN chance(n, 7512) < .3 THEN 3 ELSE 0 END,
       installed, price, 'KRW',
       greatest(0, round(price * (1 - .1 * (current_date - installed) / 365.0)::numeric, -3)),
       5000 * (4 + floor(14 * chance(n, 7513))),
       round((3600 / cycle * .8)::numeric, 2), round(cycle::numeric, 1),
       CASE WHEN chance(n, 7514) < .35 THEN 2 ELSE 1 END,
       CASE WHEN chance(n, 7515) < .6 THEN .60 + .05 * floor(5 * chance(n, 7516)) END,
       round(((current_date - installed) * (4 + 9 * chance(n, 7517)))::numeric, 1),
       yn(n <= 30),
       connected,
       CASE WHEN n <= 28 THEN horizon() - hours(40 * pow(chance(n, 7518), 4)) END,
       CASE WHEN n <= 30 THEN format('%s.%s', 2 + n % 3, n % 7) END,
       NULL, NULL,
       CASE WHEN chance(n, 7519) < .8 THEN installed + 365 * (1 + floor(3 * chance(n, 7520))::int) END,
       CASE WHEN chance(n, 7521) < .7 THEN pick('{Y,N}', '{.24}', chance(n, 7522)) END,
       CASE WHEN chance(n, 7521) < .7 THEN pick('{Y,N}', '{.66}', chance(n, 7523)) END,
       pick('{Hall 1,Hall 2,hall 1,2공장,Yard}', '{.4,.68,.8,.95}', chance(n, 7524)),
       p.latitude, p.longitude,
       CASE WHEN chance(n, 7525) < .8 THEN jsonb_strip_nulls(jsonb_build_object(
              'control', pick('{Fanux,Sinumeric,Heidan}', '{.6,.88}', chance(n, 7526)),
              'tool_slots', CASE WHEN kind <= 2 THEN 12 + 6 * floor(6 * chance(n, 7527)) END,
              'clamp_force_t', CASE WHEN kind = 5 THEN 50 * (1 + floor(12 * chance(n, 7528))) END,
              'coolant', chance(n, 7529) < .6,
              'network', jsonb_build_object('protocol', pick('{MTConnect,OPC UA,none}', '{.4,.7}', chance(n, 7530)),
                                            'wifi', chance(n, 7531) < .3))) END,
       CASE WHEN chance(n, 7532) < .4 THEN format('https://files.hanbit.example/manuals/%s.pdf', n) END,
       NULL,
       CASE WHEN chance(n, 7533) < .08 THEN pick('{noisy spindle,주축 소음,to be sold,borrowed}', chance(n, 7534)) END,
       yn(chance(n, 7503) >= .97 AND chance(n, 7535) < .5),
       created, so_far(created + days(300 * chance(n, 7542)))
FROM generate_series(1, 820) AS n
     JOIN demo_tools.seller AS s ON s.seller_no = CASE WHEN n <= 30 THEN 1 + n * 5 % 60
                                                       ELSE skewed((SELECT count(*) FROM demo_tools.seller),
                                                                   1.2, chance(n, 7537)) END
     JOIN (SELECT partner_id, latitude, longitude FROM tb_partner) AS p USING (partner_id)
     CROSS JOIN LATERAL (
       SELECT step('{.34,.55,.70,.80,.92}', chance(n, 7538)) AS kind,
              (s.since - days(100 + 3800 * pow(chance(n, 7539), 1.3)))::date AS installed,
              round((85000000 * exp(.7 * bell(n, 7540)))::numeric, -5) AS price,
              30 + 240 * pow(chance(n, 7541), 1.5) AS cycle,
              least(s.since + days(20 * chance(n, 7536)), horizon()) AS created,
              CASE WHEN n <= 30 THEN opening() + days(greatest(0, n - 8) * 30.0 + 3) END AS connected
     ) AS derived;

ALTER TABLE tb_equipment ADD PRIMARY KEY (equipment_id);
CREATE INDEX ON tb_equipment (partner_id);
ALTER TABLE tb_equipment ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);


CREATE TABLE tb_production_log (
  log_id          bigint        NOT NULL,
  equipment_id    bigint        NOT NULL,
  work_dt         date          NOT NULL,
  shift_cd        char(1)       NOT NULL,
  started_at      timestamp,
  ended_at        timestamp,
  planned_min     integer       NOT NULL,
  run_min         integer       NOT NULL,
  setup_min       integer       NOT NULL,
  down_min        integer       NOT NULL,
  down_reason     varchar(60),
  ideal_cycle_sec numeric(7,1)  NOT NULL,
  produced_qty    integer       NOT NULL,
  good_qty        integer       NOT NULL,
  scrap_qty       integer       NOT NULL,
  rework_qty      integer       NOT NULL,
  energy_kwh      numeric(9,2),
  alarm_cnt       integer       NOT NULL,
  operator_nm     varchar(40),
  manual_yn       char(1)       NOT NULL
);

COMMENT ON TABLE tb_production_log IS 'Production of connected machines, one row per machine and shift';
COMMENT ON COLUMN tb_production_log.equipment_id IS 'Machine';
COMMENT ON COLUMN tb_production_log.work_dt IS '작업일';
COMMENT ON COLUMN tb_production_log.shift_cd IS 'D=day, N=night';
COMMENT ON COLUMN tb_production_log.planned_min IS 'Planned minutes (계획 시간)';
COMMENT ON COLUMN tb_production_log.run_min IS 'Minutes of production';
COMMENT ON COLUMN tb_production_log.setup_min IS 'Minutes of setting up';
COMMENT ON COLUMN tb_production_log.down_min IS 'Minutes of unplanned standstill';
COMMENT ON COLUMN tb_production_log.down_reason IS 'As typed by the operator';
COMMENT ON COLUMN tb_production_log.ideal_cycle_sec IS 'Seconds per piece at best';
COMMENT ON COLUMN tb_production_log.produced_qty IS 'Pieces made';
COMMENT ON COLUMN tb_production_log.good_qty IS 'Good pieces (양품)';
COMMENT ON COLUMN tb_production_log.scrap_qty IS 'Scrap (불량)';
COMMENT ON COLUMN tb_production_log.rework_qty IS 'Good only after rework; part of good_qty';
COMMENT ON COLUMN tb_production_log.energy_kwh IS 'Empty when the meter did not answer';
COMMENT ON COLUMN tb_production_log.alarm_cnt IS 'Alarms of the control';
COMMENT ON COLUMN tb_production_log.manual_yn IS 'Y: typed in by hand';

WITH shifts AS (
  SELECT e.equipment_id, e.ideal_cycle_sec, e.power_kw, day, shift,
         e.equipment_id * 8192 + (day - opening()) * 2 + shift AS n,
         -- A machine's own level, slowly getting better; connected machines learn.
         .10 * (chance(e.equipment_id, 7601) - .5)
           + .05 * (day - opening()) / (current_date - opening())::float8 AS level
  FROM tb_equipment AS e
       CROSS JOIN generate_series(0, e.daily_shift_cnt - 1) AS shift
       JOIN demo_tools.calendar AS c ON c.day >= e.connected_at::date AND c.day <= current_date
  WHERE e.monitored_yn = 'Y'
    AND (extract(isodow FROM day) <= 5
         OR extract(isodow FROM day) = 6 AND chance(e.equipment_id * 4096 + (day - opening()), 7602) < .2
         OR day >= current_date - 1 AND chance(e.equipment_id, 7603) < .4)
), minutes AS (
  SELECT *, CASE WHEN day = current_date THEN 60 ELSE 480 END AS length,
         CASE WHEN to_char(day, 'MM-DD') IN ('01-01', '03-01', '05-05', '08-15', '10-03', '10-09', '12-25') THEN 0
              WHEN day = current_date THEN 60 ELSE 450 END AS planned,
         CASE WHEN chance(n, 7604) < .012 THEN 1
              WHEN chance(n, 7605) < .32 THEN .03 + .35 * pow(chance(n, 7606), 2.2) ELSE 0 END AS down
  FROM shifts
  WHERE shift = 0 OR day < current_date
), runs AS (
  SELECT *, floor(planned * down)::int AS down_min,
         CASE WHEN down = 1 THEN 0 ELSE floor(planned * (.04 + .10 * chance(n, 7607)))::int END AS setup_min
  FROM minutes
), output AS MATERIALIZED (
  SELECT *, greatest(0, planned - down_min - setup_min
                        - CASE WHEN down = 1 THEN 0 ELSE floor(planned * .06 * chance(n, 7608))::int END) AS run_min
  FROM runs
), pieces AS (
  SELECT *, floor(run_min * 60 / ideal_cycle_sec * least(.99, .82 + level + .07 * bell(n, 7609)))::int AS produced
  FROM output
), quality AS MATERIALIZED (
  SELECT *, least(produced,
                  round(produced * greatest(0, .021 - .12 * level + .02 * abs(bell(n, 7610)))))::int AS scrap
  FROM pieces
)
INSERT INTO tb_production_log
SELECT row_number() OVER (ORDER BY day, shift, equipment_id), equipment_id, day,
       CASE shift WHEN 0 THEN 'D' ELSE 'N' END,
       CASE WHEN run_min > 0 THEN start END,
       CASE WHEN run_min > 0 THEN start + make_interval(mins => length) END,
       planned, run_min, setup_min, down_min,
       CASE WHEN down_min > 0 AND chance(n, 7611) < .93
            THEN pick('{tool broken,Tool broken,no material,no operator,spindle,"Spindle ",
                        electrical,자재 대기,quality check}',
                      '{.24,.31,.50,.60,.72,.76,.86,.93}', chance(n, 7612)) END,
       ideal_cycle_sec, produced, produced - scrap, scrap,
       least(produced - scrap, floor(produced * .02 * chance(n, 7613)))::int,
       CASE WHEN chance(n, 7614) < .95
            THEN round((power_kw * run_min / 60 * (.35 + .2 * chance(n, 7615)))::numeric, 2) END,
       CASE WHEN down_min > 0 THEN skewed(9, 2, chance(n, 7616)) ELSE skewed(4, 3, chance(n, 7616)) - 1 END,
       pick('{Kim Jihoon,Park Sungho,kim jihoon,Lee Taeyang,Nguyen An,이태양}', chance(n / 16, 7617)),
       yn(chance(n, 7618) < .06)
FROM quality
     CROSS JOIN LATERAL (
       SELECT day + CASE WHEN day = current_date THEN interval '0'
                         WHEN shift = 0 THEN interval '8 hours' ELSE interval '16 hours' END AS start
     ) AS starts;

ALTER TABLE tb_production_log ADD PRIMARY KEY (log_id);
ALTER TABLE tb_production_log ADD UNIQUE (equipment_id, work_dt, shift_cd);
CREATE INDEX ON tb_production_log (work_dt);
ALTER TABLE tb_production_log ADD FOREIGN KEY (equipment_id) REFERENCES tb_equipment (equipment_id);


CREATE TABLE tb_maintenance (
  maint_id       bigint        NOT NULL,
  equipment_id   bigint        NOT NULL,
  maint_type     char(2)       NOT NULL,
  status         varchar(12)   NOT NULL,
  priority       smallint      NOT NULL,
  title          varchar(100)  NOT NULL,
  cause          varchar(60),
  planned_dt     date,
  reported_at    timestamp,
  started_at     timestamp,
  finished_at    timestamp,
  downtime_min   integer,
  labor_hr       numeric(6,1),
  parts_amt      numeric(12,2),
  total_cost_amt numeric(13,2),
  result_cd      smallint,
  vendor_nm      varchar(40),
  technician     varchar(40),
  recurring_yn   char(1)       NOT NULL,
  warranty_yn    char(1),
  memo           text,
  created_at     timestamp     NOT NULL
);

COMMENT ON TABLE tb_maintenance IS 'Maintenance of machines: planned (PM) and after a breakdown (BM)';
COMMENT ON COLUMN tb_maintenance.equipment_id IS 'Machine';
COMMENT ON COLUMN tb_maintenance.maint_type IS 'PM=preventive, BM=breakdown';
COMMENT ON COLUMN tb_maintenance.status IS 'PLANNED, OPEN, IN_PROGRESS or DONE';
COMMENT ON COLUMN tb_maintenance.priority IS '1=urgent, 2=high, 3=normal';
COMMENT ON COLUMN tb_maintenance.cause IS 'Cause of the breakdown, as typed';
COMMENT ON COLUMN tb_maintenance.planned_dt IS 'Due day of preventive work (계획일)';
COMMENT ON COLUMN tb_maintenance.reported_at IS 'When the breakdown was reported';
COMMENT ON COLUMN tb_maintenance.started_at IS 'When work began';
COMMENT ON COLUMN tb_maintenance.finished_at IS 'When the machine was back';
COMMENT ON COLUMN tb_maintenance.downtime_min IS 'Standstill in minutes';
COMMENT ON COLUMN tb_maintenance.labor_hr IS 'Working hours';
COMMENT ON COLUMN tb_maintenance.parts_amt IS 'Spare parts in KRW';
COMMENT ON COLUMN tb_maintenance.total_cost_amt IS 'Labour and parts in KRW';
COMMENT ON COLUMN tb_maintenance.result_cd IS 'Code group MAINT_RESULT in tb_code';
COMMENT ON COLUMN tb_maintenance.recurring_yn IS 'Same fault within 30 days';
COMMENT ON COLUMN tb_maintenance.warranty_yn IS 'Paid by the warranty';

WITH works AS (
  SELECT 'BM' AS type, 1 + floor(820 * pow(chance(n, 7701), 1.3))::bigint AS equipment_id, NULL::date AS planned_dt,
         at AS reported_at, at + hours(.2 + 9 * pow(chance(n, 7702), 2)) AS start_plan, n
  FROM spread(1300, 7700)
  UNION ALL
  -- One in three machines is serviced every four to six months, the next time in the future.
  SELECT 'PM', e, due::date, NULL,
         at_work(due + hours(8 + CASE WHEN chance(e * 64 + k, 7703) < .74 THEN 0
                                         ELSE 24 + 340 * pow(chance(e * 64 + k, 7704), 2) END)),
         100000 + e * 64 + k
  FROM generate_series(1, 820, 3) AS e
       CROSS JOIN generate_series(0, 7) AS k
       CROSS JOIN LATERAL (
         SELECT current_date + interval '1 day' * (110 - floor(120 * chance(e, 7705))
                                                   - k * (120 + floor(60 * chance(e, 7706)))) AS due
       ) AS dues
  WHERE due >= opening()
), steps AS (
  SELECT *, so_far(start_plan) AS started_at,
         CASE type WHEN 'PM' THEN 1 + 5 * chance(n, 7707) ELSE 3.2 * exp(1.0 * bell(n, 7708)) END AS work_hr
  FROM works
), ends AS (
  SELECT *, so_far(started_at + hours(work_hr)) AS finished_at FROM steps
)
INSERT INTO tb_maintenance
SELECT row_number() OVER (ORDER BY coalesce(reported_at, planned_dt), n), equipment_id, type,
       CASE WHEN finished_at IS NOT NULL THEN 'DONE' WHEN started_at IS NOT NULL THEN 'IN_PROGRESS'
            WHEN type = 'PM' THEN 'PLANNED' ELSE 'OPEN' END,
       CASE type WHEN 'PM' THEN 3 ELSE step('{.3,.75}', chance(n, 7709)) END,
       CASE type WHEN 'PM' THEN pick('{Oil and filters,Spindle check,Quarterly service,정기 점검}', chance(n, 7710))
                 ELSE pick('{Spindle stops,Alarm 1041,Leak,No air,Axis drifts,이상 소음}', chance(n, 7710)) END,
       CASE WHEN type = 'BM' AND finished_at IS NOT NULL AND chance(n, 7711) < .85
            THEN pick('{wear,Wear,bearing,operator,Operator error,cable,software,마모}',
                      '{.28,.36,.56,.66,.72,.86,.95}', chance(n, 7712)) END,
       planned_dt, reported_at, started_at, finished_at,
       CASE WHEN finished_at IS NOT NULL
            THEN floor(extract(epoch FROM finished_at - coalesce(reported_at, started_at)) / 60) END,
       CASE WHEN finished_at IS NOT NULL THEN round(work_hr::numeric, 1) END,
       CASE WHEN finished_at IS NOT NULL THEN parts END,
       CASE WHEN finished_at IS NOT NULL THEN round((work_hr * 42000)::numeric, -2) + coalesce(parts, 0) END,
       CASE WHEN finished_at IS NOT NULL
            THEN CASE type WHEN 'PM' THEN CASE WHEN chance(n, 7713) < .8 THEN 3 ELSE 2 END
                           ELSE step('{.52,.9,.985}', chance(n, 7713)) END END,
       CASE WHEN chance(n, 7714) < .5 THEN pick('{in-house,Hwachang Service,hwachang service,Geumsan Tech}',
                                                '{.44,.74,.82}', chance(n, 7715)) END,
       CASE WHEN started_at IS NOT NULL
            THEN pick('{Choi Daehyun,Jung Jaewon,Kang Minseok,Yoon Sora}', chance(n, 7716)) END,
       yn(type = 'BM' AND chance(n, 7717) < .13),
       CASE WHEN chance(n, 7718) < .4 THEN pick('{Y,N}', '{.3}', chance(n, 7719)) END,
       CASE WHEN chance(n, 7720) < .12 THEN pick('{part ordered,부품 대기,second visit needed}', chance(n, 7721)) END,
       coalesce(reported_at, least(planned_dt - interval '60 days', horizon() - days(40 * chance(n, 7724))))
FROM ends
     JOIN (SELECT equipment_id, installed_dt FROM tb_equipment) AS e USING (equipment_id)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN chance(n, 7722) < .55 THEN round((90000 * exp(1.1 * bell(n, 7723)))::numeric, -2) END AS parts
     ) AS costs
WHERE installed_dt < coalesce(reported_at, planned_dt);

ALTER TABLE tb_maintenance ADD PRIMARY KEY (maint_id);
CREATE INDEX ON tb_maintenance (equipment_id);
ALTER TABLE tb_maintenance ADD FOREIGN KEY (equipment_id) REFERENCES tb_equipment (equipment_id);

UPDATE tb_equipment AS e
SET last_maint_dt = m.last_dt, next_maint_dt = m.next_dt
FROM (SELECT equipment_id, max(finished_at)::date AS last_dt,
      min(planned_dt) FILTER (WHERE status = 'PLANNED') AS next_dt
      FROM tb_maintenance GROUP BY equipment_id) AS m
WHERE m.equipment_id = e.equipment_id;
