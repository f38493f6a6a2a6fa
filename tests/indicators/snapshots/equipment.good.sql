WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['equipment'], "register") THEN CAST(COALESCE("done", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "equipment_present",
  CAST(COALESCE(sum((CASE WHEN (contains(['equipment'], "register") AND (COALESCE("condition", '') = 'good')) THEN CAST(COALESCE("done", 0) AS BIGINT) ELSE 0 END)), 0) AS BIGINT) AS "equipment_in_good_condition"
  FROM "register_records"
  WHERE ((((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-10-14'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)) AND (("ended_on" IS NULL) OR ("ended_on" > '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "equipment_present", "equipment_in_good_condition"
  FROM "__duckdb_s0" AS "register_records"
