WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "postings_to_stand",
  CAST(COALESCE(sum((CASE WHEN ((("posted_on" <= '2022-10-14'::DATE) AND (("unposted_on" IS NULL) OR ("unposted_on" > '2022-10-14'::DATE))) AND ("missing" = 0)) THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "postings_standing"
  FROM "offers"
  WHERE (((("offered_from" <= '2022-10-14'::DATE) AND (("offered_to" IS NULL) OR ("offered_to" >= '2022-10-14'::DATE))) AND (("posting_due" IS NULL) OR ("posting_due" <= '2022-10-14'::DATE))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "postings_to_stand", "postings_standing"
  FROM "__duckdb_s0" AS "offers"
