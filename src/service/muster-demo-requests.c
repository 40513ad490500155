/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo-requests.h"

#include "muster-command-catalog.h"
#include "muster-day-listings.h"
#include "muster-decision-commands.h"
#include "muster-dice.h"
#include "muster-error.h"
#include "muster-evidence-box.h"
#include "muster-exception-listings.h"
#include "muster-request-commands.h"
#include "muster-service-data.h"

#define DICE_REQUESTS (G_GUINT64_CONSTANT (4) << 40)
#define DAYS_BACK 6
#define DECIDED_EVERY 6
#define DAYS_OPEN 3      /* of which nothing has been decided yet */
#define MOST_DECIDED 600 /* exceptions, so that a large company is not long in coming */
#define SMALL_MINUTES 10 /* that are accepted without a word */
#define SCREENSHOT "demo/failed-punch.png"

typedef struct _Inventor Inventor;

/**
 * Wish:
 * @state: of which days, a state of the days listing
 * @most: at most how many ask, those of the newest days
 * @fill: says what is asked for, but who, when and why; %FALSE when the day gives no cause
 * @reasons: %NULL-terminated, one of which is given. An invented company writes Chinese, whoever
 *   looks at it
 *
 * What people ask for after days of a kind.
 */
typedef struct
{
  const char *state;
  guint most;
  gboolean (*fill) (Inventor *inventor, const MusterDayRow *row, GVariantDict *values);
  const char *reasons[7];
} Wish;

static const char *const excuses[] = {
  "考勤机网络中断，已核对门禁记录",
  "外出办事，主管已确认",
  "早高峰地铁故障",
  "忘记打卡，同事可以证明",
};

struct _Inventor
{
  MusterOffice *office;
  MusterActor *actor;
  GCancellable *cancellable;
  MusterDice dice;
  guint number;
};

/* A page with a few lines of Latin text, as a scanner's cover sheet has. */
static GBytes *
write_pdf (const char *line)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n");
  g_autofree char *text = g_strdup_printf (
    "BT /F 22 Tf 60 760 Td (OUT OF OFFICE FORM) Tj /F 13 Tf 0 -46 Td (%s) Tj"
    " 0 -24 Td (Confirmed at the front desk) Tj ET"
    " 60 640 475 1 re f 60 560 475 1 re f 60 480 475 1 re f",
    line);
  const char *const bodies[] = {
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
    "/Resources<</Font<</F 4 0 R>>>>>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  };
  gsize offsets[G_N_ELEMENTS (bodies) + 1];
  gsize xref;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      offsets[i] = pdf->len;
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", (guint) i + 1, bodies[i]);
    }
  offsets[G_N_ELEMENTS (bodies)] = pdf->len;
  g_string_append_printf (
    pdf, "5 0 obj\n<</Length %" G_GSIZE_FORMAT ">>\nstream\n%s\nendstream\nendobj\n",
    strlen (text), text);
  xref = pdf->len;
  g_string_append (pdf, "xref\n0 6\n0000000000 65535 f \n");
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (
    pdf, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
    xref);

  return g_string_free_to_bytes (g_steal_pointer (&pdf));
}

/* In turn a note, a form, a screenshot and nothing. */
static gboolean
attach (Inventor *inventor, gint64 id, const char *staff_no, GError **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autofree char *line = NULL;
  const char *name = NULL;

  switch (inventor->number % 4)
    {
    case 0:
      name = "情况说明.txt";
      line =
        g_strdup_printf ("证明\n\n兹证明工号 %s 的员工当日在岗，因设备原因未能打卡。\n"
                         "情况属实，特此说明。\n\n班组长签字",
                         staff_no);
      data = g_bytes_new (line, strlen (line));
      break;
    case 1:
      name = "外出登记表.pdf";
      line = g_strdup_printf ("No. %s", staff_no);
      data = write_pdf (line);
      break;
    case 2:
      name = "打卡失败.png";
      data = muster_service_data_load (SCREENSHOT, error);
      break;
    default:
      return TRUE;
    }

  return data != NULL &&
         muster_evidence_attach (inventor->office, inventor->actor, id, name, data,
                                 inventor->cancellable, error);
}

/* What the rules refuse (a quota, a time to come) nobody asked for. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_INVALID) ||
         g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

static gboolean
submit (Inventor *inventor, GVariantDict *values, const char *staff_no, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GVariant) decided = NULL;
  GVariant *args = muster_command_build_args (&muster_submit_request,
                                              g_variant_dict_end (values), error);
  gint64 id;

  if (args == NULL)
    return FALSE;

  result = muster_office_submit (inventor->office, inventor->actor,
                                 &muster_submit_request, args, inventor->cancellable,
                                 &local);
  if (result == NULL && is_refusal (local))
    return TRUE;
  if (result == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_variant_get (result, "(x)", &id);
  if (!attach (inventor, id, staff_no, error))
    return FALSE;

  inventor->number++;
  if (inventor->number % DECIDED_EVERY != 0)
    return TRUE;

  decided = muster_office_submit (
    inventor->office, inventor->actor, &muster_decide_request,
    g_variant_new ("(xssxbs)", id,
                   inventor->number % (2 * DECIDED_EVERY) == 0 ? "approve" : "reject",
                   "与监控不符", (gint64) 0, FALSE, ""),
    inventor->cancellable, error);

  return decided != NULL;
}

static gint64
get_instant (const MusterDayRow *row, gint64 minutes)
{
  return muster_zone_get_instant (row->sheet->zone, row->sheet->day.date,
                                  minutes * MUSTER_MINUTE);
}

static void
fill_punch (GVariantDict *values, const char *kind, const char *slot, gint64 at)
{
  g_variant_dict_insert (values, "kind", "s", kind);
  g_variant_dict_insert (values, "slot", "s", slot);
  g_variant_dict_insert (values, "at", "x", at);
}

static gboolean
fill_missing (Inventor *inventor, const MusterDayRow *row, GVariantDict *values)
{
  const MusterDay *day = &row->sheet->day;
  const MusterSegment *segment = &day->shift->segments[0];
  MusterDice *dice = &inventor->dice;

  if ((day->flags & MUSTER_FLAG_MISSING_OUT) != 0)
    fill_punch (values, "missing", "out",
                get_instant (row, segment->off + muster_dice_between (dice, 1, 20)));
  else
    fill_punch (values, "missing", "in",
                get_instant (row, segment->on - muster_dice_between (dice, 1, 15)));

  return TRUE;
}

static gboolean
fill_arrival (Inventor *inventor, const MusterDayRow *row, GVariantDict *values)
{
  const MusterSegment *segment = &row->sheet->day.shift->segments[0];
  int early = muster_dice_between (&inventor->dice, 1, 15);

  fill_punch (values, "late", "in", get_instant (row, segment->on - early));

  return TRUE;
}

static gboolean
fill_outing (Inventor *inventor, const MusterDayRow *row, GVariantDict *values)
{
  const MusterDay *day = &row->sheet->day;
  gint64 off = day->shift->segments[0].off;

  g_variant_dict_insert (values, "kind", "s", "outing");
  g_variant_dict_insert (values, "at", "x", get_instant (row, off - day->early_min));
  g_variant_dict_insert (values, "until", "x", get_instant (row, off));

  return day->early_min > 0;
}

static gboolean
fill_absence (Inventor *inventor, const MusterDayRow *row, GVariantDict *values)
{
  static const char *const kinds[] = { "leave", "trip", "remote", "leave" };

  g_variant_dict_insert (
    values, "kind", "s",
    kinds[muster_dice_throw (&inventor->dice, G_N_ELEMENTS (kinds))]);

  return TRUE;
}

static gboolean
fill_field (Inventor *inventor, const MusterDayRow *row, GVariantDict *values)
{
  g_variant_dict_insert (values, "kind", "s", "field");

  return TRUE;
}

static const Wish wishes[] = {
  { "missing",
    14,
    fill_missing,
    { "忘记打卡，当时和同事一起离开", "手机没电，无法打卡", "指纹识别失败多次",
      "从侧门离开，没有经过考勤机", "外出送件后直接回家" } },
  { "late",
    9,
    fill_arrival,
    { "考勤机排队太长，先去开会了", "指纹识别失败多次，后来才打上",
      "先到车间交接，之后补打" } },
  { "absent",
    6,
    fill_absence,
    { "已提前和主管说明", "客户现场临时需要支持", "身体不适，已去医院", "家中有事" } },
  { "early_leave", 6, fill_outing, { "外出送合同，未再返回公司", "去银行办理业务" } },
  { "outside", 4, fill_field, { "拜访客户", "在展会现场布展" } },
};

static const char *
choose_reason (Inventor *inventor, const Wish *wish)
{
  guint n = g_strv_length ((char **) wish->reasons);

  return wish->reasons[muster_dice_throw (&inventor->dice, n)];
}

static gboolean
ask (Inventor *inventor, const Wish *wish, const MusterDayRow *row, GError **error)
{
  const MusterDay *day = &row->sheet->day;
  g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);

  if (day->shift == NULL || day->shift->n_segments == 0 ||
      !wish->fill (inventor, row, &values))
    return TRUE;

  g_variant_dict_insert (&values, "person", "x", row->person->id);
  g_variant_dict_insert (&values, "date", "i", day->date);
  g_variant_dict_insert (&values, "reason", "s", choose_reason (inventor, wish));

  return submit (inventor, &values, row->person->staff_no, error);
}

static gboolean
ask_for_all (Inventor *inventor, const Wish *wish, MusterDates dates, GError **error)
{
  const char *states[] = { wish->state, NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint from;

  filter->dates = dates;
  filter->states = g_strdupv ((char **) states);
  finding = muster_office_list (inventor->office, inventor->actor, &muster_days_listing,
                                filter, inventor->cancellable, error);
  if (finding == NULL)
    return FALSE;

  from = finding->keys->len - MIN (finding->keys->len, wish->most);
  rows = muster_office_load (inventor->office, finding, from, wish->most,
                             inventor->cancellable, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!ask (inventor, wish, g_ptr_array_index (rows, i), error))
      return FALSE;

  return rows != NULL;
}

/* The queue of the days before has been worked through: small things accepted, others excused. */
static gboolean
decide_old (Inventor *inventor, MusterDates dates, GError **error)
{
  static const char *const open[] = { "open", NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  filter->dates = dates;
  filter->states = g_strdupv ((char **) open);
  finding = muster_office_list (inventor->office, inventor->actor,
                                &muster_exceptions_listing, filter, inventor->cancellable,
                                error);
  if (finding == NULL ||
      !(rows = muster_office_load (inventor->office, finding, 0, MOST_DECIDED,
                                   inventor->cancellable, error)))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterExceptionRow *row = g_ptr_array_index (rows, i);
      gboolean small = row->exception.amount > 0 &&
                       row->exception.amount <= SMALL_MINUTES;
      const char *reason =
        small ? "" : excuses[muster_dice_throw (&inventor->dice, G_N_ELEMENTS (excuses))];
      g_autoptr (GVariant) decided = NULL;

      if (row->exception.date == MUSTER_DATE_NONE)
        continue;
      decided = muster_office_submit (
        inventor->office, inventor->actor, &muster_decide_exception,
        g_variant_new ("(ssssis)", row->key, small ? "accept" : "excuse", reason, "",
                       MUSTER_DATE_NONE, ""),
        inventor->cancellable, error);
      if (decided == NULL)
        return FALSE;
    }

  return TRUE;
}

gboolean
muster_demo_requests_invent (MusterOffice *office,
                             MusterActor *actor,
                             MusterDate last,
                             guint64 seed,
                             GCancellable *cancellable,
                             GError **error)
{
  Inventor inventor = { office, actor, cancellable,
                        muster_dice_new (seed, 0, DICE_REQUESTS), 0 };
  MusterDates dates = { last - DAYS_BACK, last };

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (!ask_for_all (&inventor, &wishes[i], dates, error))
      return FALSE;

  dates = (MusterDates) { last - MUSTER_EXCEPTIONS_DAYS + 1, last - DAYS_OPEN };

  return decide_old (&inventor, dates, error);
}
