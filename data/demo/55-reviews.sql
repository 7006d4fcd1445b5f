-- Hanbit Works: what buyers think of the partners.
--   tb_partner_review  scores and words after a delivery
--
-- The score job's columns of tb_partner (response_rate, avg_score, won_cnt, …) are filled
-- here, from the rows they sum up.
--
-- Planted: the same words in different cases; empty texts next to NULL; hidden reviews
-- (hidden_yn), which the average score on the profile page leaves out.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_partner_review (
  review_id           bigint       NOT NULL,
  order_id            bigint       NOT NULL,
  partner_id          bigint       NOT NULL,
  user_id             bigint       NOT NULL,
  quality_score       smallint     NOT NULL,
  delivery_score      smallint,
  price_score         smallint,
  communication_score smallint,
  overall_score       numeric(2,1) NOT NULL,
  recommend_yn        char(1),
  title               varchar(100),
  content             text,
  photo_cnt           smallint     NOT NULL,
  helpful_cnt         integer      NOT NULL,
  report_cnt          integer      NOT NULL,
  reply               text,
  replied_at          timestamp,
  hidden_yn           char(1)      NOT NULL DEFAULT 'N',
  created_at          timestamp    NOT NULL
);

COMMENT ON TABLE tb_partner_review IS 'Reviews of partners by buyers, at most one per order and partner';
COMMENT ON COLUMN tb_partner_review.order_id IS 'Order the review is about';
COMMENT ON COLUMN tb_partner_review.partner_id IS 'Partner reviewed';
COMMENT ON COLUMN tb_partner_review.user_id IS 'Author';
COMMENT ON COLUMN tb_partner_review.quality_score IS '1 (bad) to 5 (very good)';
COMMENT ON COLUMN tb_partner_review.delivery_score IS '1 to 5; optional';
COMMENT ON COLUMN tb_partner_review.price_score IS '1 to 5; optional';
COMMENT ON COLUMN tb_partner_review.communication_score IS '1 to 5; optional';
COMMENT ON COLUMN tb_partner_review.overall_score IS '종합 평점 (1~5): mean of the scores given';
COMMENT ON COLUMN tb_partner_review.recommend_yn IS 'Would order again';
COMMENT ON COLUMN tb_partner_review.helpful_cnt IS 'Readers who found it helpful';
COMMENT ON COLUMN tb_partner_review.reply IS 'Answer of the partner';
COMMENT ON COLUMN tb_partner_review.replied_at IS 'When the partner answered';
COMMENT ON COLUMN tb_partner_review.hidden_yn IS 'Y: hidden by our staff';
COMMENT ON COLUMN tb_partner_review.created_at IS '작성 일시';

WITH deliveries AS (
  SELECT o.order_id, i.partner_id, o.user_id, o.order_id * 512 + i.partner_id AS n,
         date_trunc('second', at_work(o.delivered_at::timestamp
                                      + days(.2 + 18 * pow(chance(o.order_id * 512 + i.partner_id, 5501), 2)))) AS at,
         o.delivered_at::date > o.due_dt AS is_late,
         -- A partner's own level; every order differs a little from it.
         .9 * (chance(i.partner_id, 5502) - .5) AS level
  FROM tb_order AS o
       JOIN (SELECT DISTINCT order_id, partner_id FROM tb_order_item) AS i USING (order_id)
  WHERE o.delivered_at IS NOT NULL AND NOT o.is_test
    AND chance(o.order_id * 512 + i.partner_id, 5503) < CASE o.order_type WHEN 'OEM' THEN .52 ELSE .13 END
), scores AS (
  SELECT *,
         greatest(1, least(5, round(4.2 + level + .7 * bell(n, 5504)))) AS quality,
         CASE WHEN chance(n, 5505) < .9
              THEN greatest(1, least(5, round(4.4 + .6 * bell(n, 5506)
                                                 - CASE WHEN is_late THEN 1.6 ELSE 0 END))) END AS delivery,
         CASE WHEN chance(n, 5507) < .85 THEN greatest(1, least(5, round(3.7 + .8 * bell(n, 5508)))) END AS price,
         CASE WHEN chance(n, 5509) < .8
              THEN greatest(1, least(5, round(4.1 + level + .7 * bell(n, 5510)))) END AS communication
  FROM deliveries
  WHERE at <= horizon()
), means AS (
  SELECT *, (quality + coalesce(delivery, 0) + coalesce(price, 0) + coalesce(communication, 0))
            / num_nonnulls(quality, delivery, price, communication) AS overall
  FROM scores
)
INSERT INTO tb_partner_review
SELECT row_number() OVER (ORDER BY at, n), order_id, partner_id, user_id,
       quality, delivery, price, communication, round(overall::numeric, 1),
       CASE WHEN chance(n, 5511) < .7 THEN yn(overall >= 3.7) END,
       CASE WHEN chance(n, 5512) < .6
            THEN CASE WHEN overall >= 4 THEN pick('{Good,good,Very good,Recommended,좋아요}', chance(n, 5513))
                      WHEN overall >= 3 THEN pick('{OK,ok,Average,As expected}', chance(n, 5513))
                      ELSE pick('{Bad,Disappointed,Late,late,별로}', chance(n, 5513)) END END,
       CASE WHEN chance(n, 5514) < .45
            THEN CASE WHEN overall >= 4
                      THEN pick('{Clean surfaces and on time.,Fast answers.,Will order again.,""}', chance(n, 5515))
                      WHEN overall >= 3 THEN pick('{Fine but slow.,Some burrs.,Packing could be better.}',
                                                  chance(n, 5515))
                      ELSE pick('{Out of tolerance.,Two weeks late.,Nobody answers the phone.}',
                                chance(n, 5515)) END END,
       skewed(6, 3, chance(n, 5516)) - 1, skewed(30, 3.5, chance(n, 5517)) - 1,
       CASE WHEN overall < 3.2 AND chance(n, 5518) < .15 THEN skewed(3, 2, chance(n, 5523)) ELSE 0 END,
       CASE WHEN replied_at IS NOT NULL
            THEN pick('{Thank you!,감사합니다.,We are sorry and will call you.}', chance(n, 5519)) END,
       replied_at,
       yn(chance(n, 5520) < .015), at
FROM means
     CROSS JOIN LATERAL (
       SELECT CASE WHEN chance(n, 5521) < .4 THEN so_far(at_work(at + days(.1 + 5 * chance(n, 5522)))) END AS replied_at
     ) AS replies;

ALTER TABLE tb_partner_review ADD PRIMARY KEY (review_id);
ALTER TABLE tb_partner_review ADD UNIQUE (order_id, partner_id);
CREATE INDEX ON tb_partner_review (partner_id);
CREATE INDEX ON tb_partner_review (user_id);
ALTER TABLE tb_partner_review ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_partner_review ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_partner_review ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);

UPDATE tb_partner AS p
SET response_rate = i.rate, avg_response_hr = i.hours, quote_cnt = coalesce(i.quotes, 0),
    won_cnt = coalesce(w.cnt, 0)
FROM (SELECT partner_id, round(avg((response_cd = 'Q')::int), 4) AS rate,
             round(avg(extract(epoch FROM responded_at - invited_at) / 3600)::numeric, 2) AS hours,
             count(*) FILTER (WHERE response_cd = 'Q') AS quotes
      FROM (SELECT partner_id, coalesce(response_cd, '') AS response_cd, responded_at, invited_at
            FROM tb_rfq_invitation) AS answers
      GROUP BY partner_id) AS i
     LEFT JOIN (SELECT partner_id, count(*) AS cnt
                FROM tb_quotation WHERE status = 3 GROUP BY partner_id) AS w USING (partner_id)
WHERE i.partner_id = p.partner_id;

UPDATE tb_partner AS p
SET on_time_rate = o.rate
FROM (SELECT partner_id, round(avg((delivered_at::date <= due_dt)::int), 4) AS rate
      FROM tb_order WHERE delivered_at IS NOT NULL AND partner_id IS NOT NULL GROUP BY partner_id) AS o
WHERE o.partner_id = p.partner_id;

UPDATE tb_partner AS p
SET avg_score = r.score, review_cnt = r.cnt,
    grade = CASE WHEN r.cnt < 4 THEN grade WHEN r.score >= 4.35 THEN 'S' WHEN r.score >= 4.1 THEN 'A'
                 WHEN r.score >= 3.7 THEN 'B' ELSE 'C' END
FROM (SELECT partner_id, round(avg(overall_score), 2) AS score, count(*) AS cnt
      FROM tb_partner_review WHERE hidden_yn = 'N' GROUP BY partner_id) AS r
WHERE r.partner_id = p.partner_id;
