WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "postings_due",
  CAST(COALESCE(sum((CASE WHEN ("posted_on" <= "posting_due") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "postings_posted_in_time"
  FROM "offers"
  WHERE (((("posting_due" >= '2022-01-01'::DATE) AND ("posting_due" <= '2022-10-14'::DATE)) AND (("offered_to" IS NULL) OR ("offered_to" >= "posting_due"))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "postings_due", "postings_posted_in_time"
  FROM "__duckdb_s0" AS "offers"
