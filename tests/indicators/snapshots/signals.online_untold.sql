WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "dossier", "code", "receiving_unit", "competent_unit", "procedure", "field", "channel", "origin", "received_at", "received_on", "due_first", "due_last", "closed_at", "closed_on", "outcome", "timeliness", "returned_at", "returned_again", "result_digital", "level_old", "level_new", "requests", "repeated_requests", "extensions", "apologies", "first_apology_at", "received_recorded_at", "filed_by", "closed_by", "office_minutes", "agency_minutes", "citizen_minutes", "imported", "backdated", (
count() over (partition by "receiving_unit"  )
) AS "all_of_unit", COALESCE((
sum((CASE WHEN contains(['online', 'online_assisted', 'national_portal'], "channel") THEN 1 ELSE 0 END)) over (partition by "receiving_unit"  )
), 0) AS "online_of_unit", COALESCE((
sum((CASE WHEN contains(['online', 'online_assisted', 'national_portal'], "channel") THEN 1 ELSE 0 END)) over (partition by "receiving_unit", "filed_by"  )
), 0) AS "by_same_hand"
  FROM "dossiers"
  WHERE ((("received_at" <= '2022-10-14 16:59:59.999999'::TIMESTAMP) AND (("closed_at" IS NULL) OR ("closed_at" >= '2021-12-31 17:00:00'::TIMESTAMP)))) AND (("received_at" >= '2021-12-31 17:00:00'::TIMESTAMP))
),
"__duckdb_s1" AS NOT MATERIALIZED (
SELECT "receiving_unit",
  CAST(count() AS BIGINT) AS "signals_online",
  CAST(COALESCE(sum((CASE WHEN ((("online_of_unit" * 100) >= ("all_of_unit" * 95)) AND (("filed_by" IS NULL) OR ((COALESCE("filed_by", 'citizen') != 'citizen') AND (("by_same_hand" * 100) >= ("online_of_unit" * 95))))) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "signals_untold"
  FROM "__duckdb_s0" AS "dossiers"
  WHERE (contains(['online', 'online_assisted', 'national_portal'], "channel"))
  GROUP BY "receiving_unit"

)
SELECT "receiving_unit" AS "receiving_unit", "signals_online", "signals_untold"
  FROM "__duckdb_s1" AS "dossiers"
