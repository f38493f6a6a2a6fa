WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['posts_filled'], "register") THEN CAST(COALESCE("planned", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "posts_filled_planned",
  CAST(COALESCE(sum((CASE WHEN (contains(['posts_filled'], "register") AND (NOT ("planned" IS NULL))) THEN CAST(COALESCE("done", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "posts_filled_done"
  FROM "register_records"
  WHERE ((((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-10-14'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)) AND (("ended_on" IS NULL) OR ("ended_on" > '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "posts_filled_planned", "posts_filled_done"
  FROM "__duckdb_s0" AS "register_records"
