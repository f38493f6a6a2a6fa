WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "registers_records",
  CAST(COALESCE(sum((CASE WHEN ("evidence" > 0) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "registers_evident"
  FROM "register_records"
  WHERE ((((("first_on" <= '2022-10-14'::DATE) AND ("last_on" >= '2022-10-14'::DATE)) AND ("effective_on" <= '2022-10-14'::DATE)) AND (("ended_on" IS NULL) OR ("ended_on" > '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "registers_records", "registers_evident"
  FROM "__duckdb_s0" AS "register_records"
