WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN contains(['quality_system'], "register") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "quality_units",
  CAST(COALESCE(sum((CASE WHEN (contains(['quality_system'], "register") AND (COALESCE("kind", 'none') != 'none')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "quality_units_with_system"
  FROM "register_records"
  WHERE ((((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-10-14'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)) AND (("ended_on" IS NULL) OR ("ended_on" > '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "quality_units", "quality_units_with_system"
  FROM "__duckdb_s0" AS "register_records"
