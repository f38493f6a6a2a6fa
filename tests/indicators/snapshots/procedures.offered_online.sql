WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit", "procedure",
  CAST(count() AS BIGINT) AS "procedures_offered",
  CAST(COALESCE(sum((CASE WHEN ((COALESCE("level_old", 0) >= 3) OR contains(['partial', 'full'], COALESCE("level_new", ''))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "procedures_online"
  FROM "offers"
  WHERE ((("offered_from" <= '2022-10-14'::DATE) AND (("offered_to" IS NULL) OR ("offered_to" >= '2022-01-01'::DATE))))
  GROUP BY "unit", "procedure"

)
SELECT "unit" AS "unit", "procedure" AS "procedure", "procedures_offered", "procedures_online"
  FROM "__duckdb_s0" AS "offers"
