WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(COALESCE(sum((CASE WHEN (contains(['quality_system'], "register") AND ("level" = 'commune')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "quality_communes",
  CAST(COALESCE(sum((CASE WHEN ((contains(['quality_system'], "register") AND ("level" = 'commune')) AND (COALESCE("kind", 'none') != 'none')) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "quality_communes_with_system"
  FROM "register_records"
  WHERE ((((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-10-14'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)) AND (("ended_on" IS NULL) OR ("ended_on" > '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "quality_communes", "quality_communes_with_system"
  FROM "__duckdb_s0" AS "register_records"
