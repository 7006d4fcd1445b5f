-- Hanbit Works, the sample company of KPI Studio: a fictional B2B marketplace where
-- buyers order parts from stock or have them made by partner factories.
--
-- This file: the tools that the other files build their rows with. They live in
-- schema demo_tools, which 99-finish.sql drops. The files run in name order on an
-- empty schema public of a UTF-8 database, each as one transaction.
--
-- Rules that all files keep:
--   * Deterministic. There is no random(): every choice is a hash of the row's number
--     and a salt, so two loads on one day are identical, byte for byte.
--   * Relative to today. History opens on the first day of the month 27 months ago. The
--     company's clock stands at one o'clock this night (horizon()), so that nothing has
--     happened in the future, at whatever hour the data are loaded. Later dates are
--     plans: due dates, planned dates, expiry dates.
--   * Keys and indexes are added after the rows of a table, and all rows are inserted as sets.
--   * JIT is off: compiling the long expressions takes longer than evaluating them.
SET search_path = public, demo_tools;
SET jit = off;

CREATE SCHEMA demo_tools;

CREATE FUNCTION demo_tools.opening() RETURNS date
LANGUAGE sql STABLE AS $$
  SELECT (date_trunc('month', current_date) - interval '27 months')::date
$$;

CREATE FUNCTION demo_tools.horizon() RETURNS timestamp
LANGUAGE sql STABLE AS $$
  SELECT current_date + interval '1 hour'
$$;

-- A number in [0, 1) that depends on N and SALT only, evenly distributed.
CREATE FUNCTION demo_tools.chance(n bigint, salt int) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashint8extended(n, salt) & 4294967295)::float8 / 4294967296.0
$$;

-- Bell-shaped around 0 with a standard deviation of 1, within ±3.5.
CREATE FUNCTION demo_tools.bell(n bigint, salt int) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
  SELECT (demo_tools.chance(n, salt) + demo_tools.chance(n, salt + 10000)
          + demo_tools.chance(n, salt + 20000) + demo_tools.chance(n, salt + 30000) - 2.0) * 1.7320508
$$;

-- One of OPTIONS, all equally likely. AT comes from chance().
CREATE FUNCTION demo_tools.pick(options text[], at float8) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT options[1 + floor(at * cardinality(options))::int]
$$;

-- One of OPTIONS; LIMITS are the cumulated shares at which the next one begins.
CREATE FUNCTION demo_tools.pick(options text[], limits float8[], at float8) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT options[1 + width_bucket(at, limits)]
$$;

-- The number of the share that AT falls into, from 1; LIMITS as above.
CREATE FUNCTION demo_tools.step(limits float8[], at float8) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT 1 + width_bucket(at, limits)
$$;

-- 1 … SIZE, low numbers far more often: with a power of 2.4 the first fifth gets half.
CREATE FUNCTION demo_tools.skewed(size bigint, power float8, at float8) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT 1 + floor(size * pow(at, power))::int
$$;

CREATE FUNCTION demo_tools.yn(answer boolean) RETURNS char(1)
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN answer THEN 'Y' ELSE 'N' END
$$;

-- An amount as it is billed: whole won, or hundredths in other currencies.
CREATE FUNCTION demo_tools.money(amount numeric, currency char(3)) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
  SELECT round(amount, CASE currency WHEN 'KRW' THEN 0 ELSE 2 END)
$$;

CREATE FUNCTION demo_tools.hours(amount float8) RETURNS interval
LANGUAGE sql IMMUTABLE AS $$
  SELECT make_interval(secs => round(amount * 3600))
$$;

CREATE FUNCTION demo_tools.days(amount float8) RETURNS interval
LANGUAGE sql IMMUTABLE AS $$
  SELECT make_interval(secs => round(amount * 86400))
$$;

-- The same moment when it falls into working hours, 8 to 19 o'clock from Monday to Friday,
-- otherwise a later one: what falls into a night is spread over the working day after it.
-- Never earlier, so a chain of steps stays in order when each is put to work in turn.
CREATE FUNCTION demo_tools.at_work(moment timestamp) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  -- The day's work begins at 19 o'clock the evening before.
  day timestamp := date_trunc('day', moment + interval '5 hours');
  since interval := moment + interval '5 hours' - day;
BEGIN
  RETURN day
    + CASE extract(isodow FROM day)::int WHEN 6 THEN interval '2 days' WHEN 7 THEN interval '1 day'
                                         ELSE interval '0' END
    + CASE WHEN since < interval '13 hours' THEN interval '8 hours' + since * (9 / 13.0)
           ELSE since - interval '5 hours' END;
END
$$;

-- The moment AMOUNT working days after START: weekends do not count.
CREATE FUNCTION demo_tools.workdays_after(start timestamp, amount float8) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  begin_at timestamp := demo_tools.at_work(start);
  monday timestamp := date_trunc('week', begin_at);
  worked float8 := extract(epoch FROM begin_at - monday) / 86400 + amount;
BEGIN
  RETURN demo_tools.at_work(monday + demo_tools.days(worked + 2 * floor(worked / 5)));
END
$$;

-- MOMENT, to the second, when it has come already, otherwise NULL: "has not happened yet".
CREATE FUNCTION demo_tools.so_far(moment timestamp) RETURNS timestamp
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN moment <= demo_tools.horizon() THEN date_trunc('second', moment) END
$$;

-- A time of DAY as people at work have it: two humps around lunch, little at night.
-- Today has had its first hour only.
CREATE FUNCTION demo_tools.clock(day date, n bigint, salt int) RETURNS timestamp
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN day = current_date
         THEN day + make_interval(secs => floor(demo_tools.chance(n, salt + 1) * 3600))
         ELSE day + make_interval(
                hours => width_bucket(demo_tools.chance(n, salt),
                           '{.004,.008,.010,.012,.014,.018,.028,.050,.110,.230,.360,.470,
                             .520,.620,.735,.835,.915,.955,.970,.980,.988,.994,.998}'::float8[]),
                secs => floor(demo_tools.chance(n, salt + 1) * 3600)) END
$$;

-- What share of the whole history's business each day carries: threefold growth, the
-- seasons of the year, the working week, public holidays with a fixed date, some noise.
CREATE TABLE demo_tools.calendar AS
WITH days AS (
  SELECT d::date AS day,
         extract(isodow FROM d)::int AS weekday,
         extract(month FROM d)::int AS month,
         (d::date - opening())::float8 / (current_date - opening()) AS progress
  FROM generate_series(opening()::timestamp, current_date::timestamp, interval '1 day') AS d
), weights AS (
  SELECT day,
         exp(ln(3.0) * progress)
         * (ARRAY[0.92, 0.86, 1.05, 1.04, 0.98, 1.02, 0.97, 0.88, 1.03, 1.06, 1.10, 0.97])[month]
         -- The last two days are never quite empty, weekend or not.
         * CASE WHEN day >= current_date - 1 THEN 0.55
                WHEN to_char(day, 'MM-DD') IN ('01-01', '03-01', '05-05', '08-15', '10-03', '10-09', '12-25')
                THEN 0.12
                ELSE (ARRAY[1.12, 1.15, 1.08, 1.02, 0.93, 0.18, 0.10])[weekday] END
         * (0.86 + 0.28 * chance(day - opening(), 1)) AS weight
  FROM days
)
SELECT day,
       coalesce(sum(weight) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
         / sum(weight) OVER () AS share_before,
       sum(weight) OVER (ORDER BY day) / sum(weight) OVER () AS share_after
FROM weights;

-- TOTAL moments over the whole history as the calendar has it, numbered in order of time.
CREATE FUNCTION demo_tools.spread(total int, salt int) RETURNS TABLE (n bigint, at timestamp)
LANGUAGE sql STABLE AS $$
  SELECT row_number() OVER (ORDER BY moment, number), moment
  FROM (SELECT number, demo_tools.clock(day, number, salt) AS moment
        FROM demo_tools.calendar,
             generate_series(round(total * share_before)::bigint + 1,
                             round(total * share_after)::bigint) AS number) AS moments
$$;
