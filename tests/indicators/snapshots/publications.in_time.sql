WITH "__duckdb_s0" AS NOT MATERIALIZED (
SELECT "unit",
  CAST(count() AS BIGINT) AS "publications_due",
  CAST(COALESCE(sum((CASE WHEN ("published_on" <= "published_due") THEN 1 ELSE 0 END)), 0) AS BIGINT) AS "publications_entered_in_time"
  FROM "offers"
  WHERE (((("published_due" >= '2022-01-01'::DATE) AND ("published_due" <= '2022-10-14'::DATE)) AND (("offered_to" IS NULL) OR ("offered_to" >= "published_due"))))
  GROUP BY "unit"

)
SELECT "unit" AS "unit", "publications_due", "publications_entered_in_time"
  FROM "__duckdb_s0" AS "offers"
