WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit", "procedure",
  CAST(count() AS BIGINT) AS "procedures_offered",
  CAST(COALESCE(sum((CASE WHEN "payment_online" THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "procedures_with_payment"
  FROM "offers"
  WHERE ((("offered_from" <= '2022-10-14'::DATE) AND (("offered_to" IS NULL) OR ("offered_to" >= '2022-01-01'::DATE))))
  GROUP BY "unit", "procedure"

)
SELECT "unit" AS "unit", "procedure" AS "procedure", "procedures_offered", "procedures_with_payment"
  FROM "__duckdb_s0" AS "offers"
