WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "recommendations_due",
  CAST(COALESCE(sum((CASE WHEN ((NOT ("reported_on" IS NULL)) AND ("reported_on" <= "due_on")) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "recommendations_done_in_time"
  FROM "recommendations"
  WHERE ((((("standing" != 'withdrawn') AND ("due_on" >= '2022-01-01'::DATE)) AND ("due_on" <= '2022-10-14'::DATE)) AND ("proposed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "recommendations_due", "recommendations_done_in_time"
  FROM "__duckdb_s0" AS "recommendations"
