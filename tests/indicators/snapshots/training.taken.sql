WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['training'], "register") THEN CAST(COALESCE("planned", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "training_planned",
  CAST(COALESCE(sum((CASE WHEN (contains(['training'], "register") AND (NOT ("planned" IS NULL))) THEN CAST(COALESCE("done", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "training_done"
  FROM "register_records"
  WHERE (((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-01-01'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "training_planned", "training_done"
  FROM "__duckdb_s0" AS "register_records"
