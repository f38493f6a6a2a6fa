WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "feedback_came",
  CAST(COALESCE(sum((CASE WHEN ("channel" = 'national_portal') THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "feedback_national_portal"
  FROM "feedback_cases"
  WHERE ((("counted" AND ("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP)) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "feedback_came", "feedback_national_portal"
  FROM "__duckdb_s0" AS "feedback_cases"
