-- Hanbit Works: what people do on the site.
--   tb_login_session  one row per session
--   tb_user_event     log of searches, views and clicks; kept for about a year
--
-- Planted: sessions without an end (browser closed); JSONB payloads with different keys per
-- event; the same search typed in different ways.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_login_session (
  session_id    bigint       NOT NULL,
  user_id       bigint       NOT NULL,
  started_at    timestamptz  NOT NULL,
  ended_at      timestamptz,
  duration_sec  integer,
  page_view_cnt integer      NOT NULL,
  device_type   varchar(10)  NOT NULL,
  browser       varchar(20),
  app_version   varchar(10),
  ip_address    inet,
  country_cd    varchar(3),
  login_method  varchar(10)  NOT NULL,
  login_result  smallint     NOT NULL,
  referrer_url  varchar(200)
);

COMMENT ON TABLE tb_login_session IS 'Sessions of signed-in users';
COMMENT ON COLUMN tb_login_session.session_id IS 'Session number, in order of time';
COMMENT ON COLUMN tb_login_session.user_id IS 'Who signed in';
COMMENT ON COLUMN tb_login_session.started_at IS '접속 일시';
COMMENT ON COLUMN tb_login_session.ended_at IS 'Empty when the browser was simply closed';
COMMENT ON COLUMN tb_login_session.duration_sec IS 'Length in seconds';
COMMENT ON COLUMN tb_login_session.page_view_cnt IS 'Pages seen';
COMMENT ON COLUMN tb_login_session.device_type IS 'PC, MOBILE, TABLET or APP';
COMMENT ON COLUMN tb_login_session.app_version IS 'Version of the app; APP only';
COMMENT ON COLUMN tb_login_session.login_method IS 'PASSWORD, SSO, KAKAO or GOOGLE';
COMMENT ON COLUMN tb_login_session.login_result IS '0=signed in, 1=signed in after a retry, 2=second factor asked';

-- Between the sign-up and the day they were last seen, people come back at their own pace.
WITH visits AS (
  SELECT a.n AS user_id, a.n * 4096 + k AS visit, a.at AS signed_up,
         a.at::date + floor((upto - a.at::date + 1) * pow(chance(a.n * 4096 + k, 3002), 1.1))::int AS day
  FROM (SELECT *, coalesce(last_seen::date, current_date) AS upto FROM demo_tools.account) AS a,
       generate_series(1, 1 + floor((upto - a.at::date) * liveliness * .0175)::int) AS k
), on_workdays AS (
  SELECT user_id, visit, signed_up,
         -- Four of five weekend visits are made on one of the days from Monday to Friday before.
         day - CASE WHEN chance(visit, 3003) < .8 AND extract(isodow FROM day) >= 6
                    THEN extract(isodow FROM day)::int - 5 + floor(6.25 * chance(visit, 3003))::int
                    ELSE 0 END AS day
  FROM visits
), starts AS (
  SELECT user_id, visit,
         CASE WHEN visit % 4096 = 1 THEN signed_up ELSE greatest(clock(day, visit, 3004), signed_up) END AS at
  FROM on_workdays
  WHERE visit % 4096 = 1 OR day < current_date OR chance(visit, 3006) < .5
)
INSERT INTO tb_login_session
SELECT row_number() OVER (ORDER BY at, visit),
       user_id, at,
       CASE WHEN has_end THEN at + make_interval(secs => seconds) END,
       CASE WHEN has_end THEN seconds END,
       1 + seconds / (40 + floor(80 * chance(visit, 3009))::int),
       pick('{PC,MOBILE,TABLET,APP}', '{.71,.90,.92}', chance(user_id * 5 + visit % 5, 3010)),
       pick('{Chrome,Edge,Safari,Whale,Firefox}', '{.55,.72,.86,.96}', chance(user_id, 3011)),
       CASE WHEN chance(user_id * 5 + visit % 5, 3010) >= .92
            THEN format('%s.%s', 2 + (at::date - opening()) / 300, (at::date - opening()) / 30 % 10) END,
       format('10.%s.%s.%s', user_id % 200, visit % 251, visit % 241)::inet,
       pick('{KR,US,JP,VN}', '{.84,.93,.97}', chance(user_id, 3012)),
       pick('{PASSWORD,SSO,KAKAO,GOOGLE}', '{.58,.74,.90}', chance(user_id, 3013)),
       width_bucket(chance(visit, 3014), '{.88,.95}'::float8[]),
       CASE WHEN chance(visit, 3015) < .25
            THEN pick('{https://search.example/,https://mail.example/,https://news.example/b2b,""}',
                      chance(visit, 3016)) END
FROM starts
     CROSS JOIN LATERAL (
       SELECT least(7200, 20 + floor(420 * exp(.9 * bell(visit, 3008))))::int AS seconds
     ) AS lengths
     CROSS JOIN LATERAL (
       SELECT chance(visit, 3007) < .82 AND at + make_interval(secs => seconds) <= horizon() AS has_end
     ) AS ends
WHERE at BETWEEN opening() AND horizon();

ALTER TABLE tb_login_session ADD PRIMARY KEY (session_id);
CREATE INDEX ON tb_login_session (user_id);
CREATE INDEX ON tb_login_session (started_at);
ALTER TABLE tb_login_session ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);

UPDATE tb_user AS u
SET login_cnt = s.cnt, last_login_at = s.latest
FROM (SELECT user_id, count(*) AS cnt, max(started_at) AS latest FROM tb_login_session GROUP BY user_id) AS s
WHERE s.user_id = u.user_id;


CREATE TABLE tb_user_event (
  event_id    bigint       NOT NULL,
  session_id  bigint       NOT NULL,
  user_id     bigint       NOT NULL,
  event_type  varchar(20)  NOT NULL,
  event_at    timestamptz  NOT NULL,
  page_url    varchar(200),
  target_id   bigint,
  duration_ms integer,
  payload     jsonb
);

COMMENT ON TABLE tb_user_event IS 'Log of what users do on the site; rows older than about a year are removed';
COMMENT ON COLUMN tb_user_event.session_id IS 'Session it happened in';
COMMENT ON COLUMN tb_user_event.user_id IS 'Who did it';
COMMENT ON COLUMN tb_user_event.event_type IS 'VIEW, SEARCH, CLICK, BOOKMARK, DOWNLOAD or RFQ_START';
COMMENT ON COLUMN tb_user_event.event_at IS '발생 일시';
COMMENT ON COLUMN tb_user_event.page_url IS 'Path of the page';
COMMENT ON COLUMN tb_user_event.target_id IS 'Product or partner the event is about, depending on the type; no foreign key';
COMMENT ON COLUMN tb_user_event.duration_ms IS 'Time the page took to answer, in milliseconds';
COMMENT ON COLUMN tb_user_event.payload IS 'Details; the keys depend on the type of event';

WITH events AS (
  SELECT s.session_id, s.user_id, s.session_id * 64 + k AS n,
         pick('{VIEW,SEARCH,CLICK,BOOKMARK,DOWNLOAD,RFQ_START}', '{.46,.66,.86,.91,.96}',
              chance(s.session_id * 64 + k, 3101)) AS type,
         least(s.started_at + make_interval(secs => floor(coalesce(s.duration_sec, 240)
                                                          * chance(s.session_id * 64 + k, 3102))), horizon()) AS at
  FROM tb_login_session AS s,
       generate_series(1, least(12, 1 + s.page_view_cnt / 3)) AS k
  WHERE s.started_at >= current_date - 395 AND chance(s.session_id, 3103) < .42
)
INSERT INTO tb_user_event
SELECT row_number() OVER (ORDER BY at, n),
       session_id, user_id, type, at,
       CASE type WHEN 'SEARCH' THEN '/search' WHEN 'RFQ_START' THEN '/rfq/new'
                 WHEN 'DOWNLOAD' THEN '/files' ELSE '/products/' || skewed(1500, 2, chance(n, 3104)) END,
       CASE WHEN type IN ('VIEW', 'CLICK', 'BOOKMARK') THEN skewed(1500, 2, chance(n, 3104)) END,
       floor(180 * exp(.7 * bell(n, 3105))),
       CASE type
         WHEN 'SEARCH' THEN jsonb_build_object(
              'keyword', pick('{bearing,Bearing,"bearing ",m6 bolt,M6 Bolt,gear,spring,aluminium plate,
                                알루미늄,베어링,shaft,bracket,sensor}',
                              '{.18,.24,.26,.36,.40,.50,.58,.66,.72,.80,.88,.95}', chance(n, 3106)),
              'result_cnt', skewed(240, 1.8, chance(n, 3107)) - 1,
              'page', skewed(5, 3, chance(n, 3108)),
              'filter', jsonb_build_object('in_stock', chance(n, 3109) < .3,
                                           'max_price', 10000 * skewed(50, 1.5, chance(n, 3110))))
         WHEN 'CLICK' THEN jsonb_build_object(
              'position', skewed(30, 2.2, chance(n, 3107)),
              'area', pick('{list,banner,recommendation,email}', '{.62,.74,.92}', chance(n, 3108)))
         WHEN 'DOWNLOAD' THEN jsonb_build_object(
              'file_type', pick('{pdf,step,dwg,xlsx}', '{.52,.76,.9}', chance(n, 3107)),
              'size_kb', 40 + floor(9000 * pow(chance(n, 3108), 2)))
         WHEN 'VIEW' THEN CASE WHEN chance(n, 3107) < .6
                               THEN jsonb_build_object('scroll_pct', floor(100 * chance(n, 3108))) END
       END
FROM events;

ALTER TABLE tb_user_event ADD PRIMARY KEY (event_id);
CREATE INDEX ON tb_user_event (session_id);
CREATE INDEX ON tb_user_event (user_id);
CREATE INDEX ON tb_user_event (event_at);
ALTER TABLE tb_user_event ADD FOREIGN KEY (session_id) REFERENCES tb_login_session (session_id);
ALTER TABLE tb_user_event ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);
