WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit", "procedure",
  CAST(COALESCE(sum((CASE WHEN "payment_online" THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "procedures_with_payment"
  FROM "offers"
  WHERE ((("offered_from" <= '2022-10-14'::DATE) AND (("offered_to" IS NULL) OR ("offered_to" >= '2022-01-01'::DATE))))
  GROUP BY "unit", "procedure"

)
SELECT "unit" AS "unit", "procedure" AS "procedure", "procedures_with_payment"
  FROM "__duckdb_s0" AS "offers"
WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT *
  FROM "offers"
  WHERE ((("offered_from" <= '2022-10-14'::DATE) AND (("offered_to" IS NULL) OR ("offered_to" >= '2022-01-01'::DATE))))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "receiving_unit", "procedure", COALESCE(sum((CASE WHEN contains(['online', 'online_assisted', 'national_portal'], "channel") THEN 1 ELSE 0 END)), 0) AS "came_online"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)))) AND (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP))
  GROUP BY "receiving_unit", "procedure"

),
"__duckdb_s2" AS NOT MATERIALIZED (
SELECT "receiving_unit" AS "receiving_unit", "procedure" AS "procedure", "came_online"
  FROM "__duckdb_s1" AS "dossiers"
),
"__duckdb_s3" AS NOT MATERIALIZED (
SELECT "receiving_unit" AS "unit", "procedure", "came_online"
  FROM "__duckdb_s2" AS "dossiers"
),
"__duckdb_s4" AS NOT MATERIALIZED (
SELECT "lhs"."offer", "lhs"."unit", "lhs"."procedure", "lhs"."field", "lhs"."offered_from", "lhs"."offered_to", "lhs"."level_old", "lhs"."level_new", "lhs"."payment_online", "lhs"."published_due", "lhs"."published_on", "lhs"."posting_due", "lhs"."posted_on", "lhs"."unposted_on", "lhs"."missing", "came_online"
  FROM "__duckdb_s0" AS "lhs" LEFT JOIN "__duckdb_s3" AS "rhs" ON (("lhs"."unit" = "rhs"."unit") AND ("lhs"."procedure" = "rhs"."procedure"))
),
"__duckdb_s5" AS NOT MATERIALIZED (
SELECT "receiving_unit", "procedure", count() AS "came_paid"
  FROM "dossier_notes"
  WHERE (((("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP) AND ("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP)) AND (("start_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND ("end_at" > '2022-10-14 16:59:59.999999'::TIMESTAMP)))) AND (("fee_paid_online" > 0))
  GROUP BY "receiving_unit", "procedure"

),
"__duckdb_s6" AS NOT MATERIALIZED (
SELECT "receiving_unit" AS "receiving_unit", "procedure" AS "procedure", "came_paid"
  FROM "__duckdb_s5" AS "dossier_notes"
),
"__duckdb_s7" AS NOT MATERIALIZED (
SELECT "receiving_unit" AS "unit", "procedure", "came_paid"
  FROM "__duckdb_s6" AS "dossier_notes"
),
"__duckdb_s8" AS NOT MATERIALIZED (
SELECT "lhs"."offer", "lhs"."unit", "lhs"."procedure", "lhs"."field", "lhs"."offered_from", "lhs"."offered_to", "lhs"."level_old", "lhs"."level_new", "lhs"."payment_online", "lhs"."published_due", "lhs"."published_on", "lhs"."posting_due", "lhs"."posted_on", "lhs"."unposted_on", "lhs"."missing", "lhs"."came_online", "came_paid"
  FROM "__duckdb_s4" AS "lhs" LEFT JOIN "__duckdb_s7" AS "rhs" ON (("lhs"."unit" = "rhs"."unit") AND ("lhs"."procedure" = "rhs"."procedure"))
),
"__duckdb_s9" AS NOT MATERIALIZED (
SELECT "unit", "procedure",
  CAST(COALESCE(sum((CASE WHEN ("payment_online" AND (COALESCE("came_paid", 0) > 0)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "procedures_payment_used"
  FROM "__duckdb_s8" AS "offers"
  GROUP BY "unit", "procedure"

)
SELECT "unit" AS "unit", "procedure" AS "procedure", "procedures_payment_used"
  FROM "__duckdb_s9" AS "offers"
