/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-names.h"

#include <string.h>

/* An ordinary datasource is a subject in a form ("Store Sales – Weekly"); when these are used up,
 * in a region; then of a year in a region: 125,568 names in the eight schemas. */

#define N_SUBJECTS 12

typedef struct
{
  const char *schema;
  const char *subjects[N_SUBJECTS];
} Schema;

static const Schema all_schemas[] = {
  { "SALES",
    { "Net Sales", "Gross Margin", "Sales Orders", "Open Quotes", "Pipeline", "Win Rate",
      "Account Coverage Plan", "Discounts", "Commissions Paid", "Renewals", "Bookings",
      "Sales Targets" } },
  { "RETAIL",
    { "Store Sales", "Footfall", "Basket Size", "Stock on Hand", "Markdowns", "Gift Cards",
      "Loyalty Points", "Store Staffing", "Shrinkage", "Planogram Compliance", "Returns Desk",
      "Till Balances" } },
  { "FINANCE",
    { "Accounts Payable", "Accounts Receivable", "Cash Position", "Cost Centers", "Budget",
      "Fixed Assets", "Journal Entries", "Tax Positions", "Intercompany Balances",
      "Expense Reports", "Revenue Recognition", "Exchange Rates" } },
  { "MARKETING",
    { "Campaigns", "Ad Spend", "Web Sessions", "Email Sends", "Leads", "Landing Pages",
      "Social Reach", "Search Terms", "Attribution", "Audience Segments", "Events", "Referrals" } },
  { "LOGISTICS",
    { "Shipments", "Carrier Invoices", "Delivery Times", "Warehouse Picks", "Dock Schedules",
      "Freight Costs", "Purchase Orders", "Supplier Scorecards", "Backorders", "Customs Entries",
      "Pallet Moves", "Inventory Turns" } },
  { "PEOPLE",
    { "Headcount", "Open Positions", "Absences", "Payroll Runs", "Training Hours", "Overtime",
      "Exit Interviews", "Candidates", "Benefits Enrollment", "Shift Plans", "Engagement Survey",
      "Safety Incidents" } },
  { "SUPPORT",
    { "Tickets", "First Response Times", "Escalations", "Call Volumes", "Chat Transcripts",
      "Satisfaction Scores", "Knowledge Articles", "Warranty Claims", "Refund Requests",
      "Agent Occupancy", "Backlog", "Service Levels" } },
  { "OPERATIONS",
    { "Machine Downtime", "Work Orders", "Quality Checks", "Energy Use", "Maintenance Plans",
      "Production Output", "Scrap Rate", "Meter Readings", "Spare Parts", "Change Requests",
      "Line Efficiency", "Sensor Alarms" } },
};

static const struct
{
  const char *name;
  const char *table;
} forms[] = {
  { "", "" },
  { " – Daily", "_DAILY" },
  { " – Weekly", "_WEEKLY" },
  { " – Monthly", "_MONTHLY" },
  { " by Region", "_BY_REGION" },
  { " by Product", "_BY_PRODUCT" },
  { " by Channel", "_BY_CHANNEL" },
  { " History", "_HIST" },
  { " Snapshot", "_SNAPSHOT" },
  { " Summary", "_SUMMARY" },
  { " Detail", "_DETAIL" },
  { " KPIs", "_KPI" },
};

static const struct
{
  const char *name;
  const char *table;
} regions[] = {
  { "EMEA", "EMEA" },       { "APAC", "APAC" },       { "North America", "NA" },
  { "LATAM", "LATAM" },     { "DACH", "DACH" },       { "Nordics", "NORDICS" },
  { "UK and Ireland", "UKI" }, { "France", "FR" },    { "Iberia", "IBERIA" },
  { "Benelux", "BENELUX" }, { "Japan", "JP" },        { "ANZ", "ANZ" },
};

#define FIRST_YEAR 2018
#define N_YEARS    8

/* Coprime to every number of names, so that walking in such steps meets each of them once. */
#define STEP 431

/* No schema's name is part of another's. */
static gboolean
is_among (const char *schemas,
          const char *schema)
{
  return strstr (schemas, schema) != NULL;
}

static guint
count_plain (const char *schemas)
{
  guint n = 0;

  for (size_t i = 0; i < G_N_ELEMENTS (all_schemas); i++)
    if (is_among (schemas, all_schemas[i].schema))
      n += N_SUBJECTS * G_N_ELEMENTS (forms);
  return n;
}

/* How many different names there are. */
static guint
count_names (const char *schemas)
{
  return count_plain (schemas) * (1 + G_N_ELEMENTS (regions) * (1 + N_YEARS));
}

/**
 * preamp_sandbox_names_make:
 * @schemas: the schemas to take names from, with blanks between
 * @index: which one, less than there are for @schemas
 * @names: (out caller-allocates): the names
 *
 * Makes up what one datasource is called. No two indexes give the same name or table.
 */
void
preamp_sandbox_names_make (const char         *schemas,
                           guint               index,
                           PreampSandboxNames *names)
{
  guint n_plain = count_plain (schemas);
  guint plain = (guint) ((guint64) index * STEP % n_plain);
  guint layer = index / n_plain;
  guint form = plain % G_N_ELEMENTS (forms);
  guint subject = plain / G_N_ELEMENTS (forms) % N_SUBJECTS;
  guint nth = plain / G_N_ELEMENTS (forms) / N_SUBJECTS;
  const Schema *schema = NULL;
  g_autoptr (GString) name = NULL;
  g_autoptr (GString) table = NULL;

  g_return_if_fail (n_plain > 0);
  g_return_if_fail (index < count_names (schemas));

  for (size_t i = 0; i < G_N_ELEMENTS (all_schemas) && schema == NULL; i++)
    if (is_among (schemas, all_schemas[i].schema) && nth-- == 0)
      schema = &all_schemas[i];
  g_assert (schema != NULL);

  name = g_string_new (schema->subjects[subject]);
  table = g_string_new (NULL);
  for (const char *c = name->str; *c != '\0'; c++)
    g_string_append_c (table, g_ascii_isalnum (*c) ? g_ascii_toupper (*c) : '_');
  g_string_append (name, forms[form].name);
  g_string_append (table, forms[form].table);

  if (layer > 0)
    {
      guint region = (layer - 1) % G_N_ELEMENTS (regions);
      guint year = (layer - 1) / G_N_ELEMENTS (regions);

      g_string_append_printf (name, ", %s", regions[region].name);
      g_string_append_printf (table, "_%s", regions[region].table);
      if (year > 0)
        {
          g_string_append_printf (name, " %u", FIRST_YEAR + year - 1);
          g_string_append_printf (table, "_%u", FIRST_YEAR + year - 1);
        }
    }

  names->schema = schema->schema;
  names->name = g_string_free (g_steal_pointer (&name), FALSE);
  names->table = g_string_free (g_steal_pointer (&table), FALSE);
}

/**
 * preamp_sandbox_names_clear:
 * @names: names that were made
 *
 * Frees the texts in @names.
 */
void
preamp_sandbox_names_clear (PreampSandboxNames *names)
{
  g_clear_pointer (&names->name, g_free);
  g_clear_pointer (&names->table, g_free);
}
