WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "recommendations_made",
  CAST(COALESCE(sum((CASE WHEN ((NOT ("verified_at" IS NULL)) AND ("verified_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "recommendations_verified"
  FROM "recommendations"
  WHERE (((("standing" != 'withdrawn') AND ("proposed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) AND ("proposed_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "recommendations_made", "recommendations_verified"
  FROM "__duckdb_s0" AS "recommendations"
