/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a punch file as terminals do, damage included; the same one for the same options. */

#include "muster-civil.h"
#include "muster-export-format.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef enum
{
  LAYOUT_ATTLOG,
  LAYOUT_NAMED,
  LAYOUT_SPACES,
  LAYOUT_A,
  LAYOUT_B,
  LAYOUT_C,
  LAYOUT_D,
  LAYOUT_CSV,
} Layout;

static const char *const layouts[] = {
  "attlog", "named", "spaces", "glg-a", "glg-b", "glg-c", "glg-d", "csv", NULL,
};

static const char *const damages[] = {
  "nul", "torn", "negative", "reset", "copies", "cut", NULL,
};

enum
{
  DAMAGE_NUL,
  DAMAGE_TORN,
  DAMAGE_NEGATIVE,
  DAMAGE_RESET,
  DAMAGE_COPIES,
  DAMAGE_CUT,
};

typedef struct
{
  gint64 lines;
  int people;
  int seed;
  Layout layout;
  guint damage; /* bits of the enumeration */
  char *charset;
  GRand *rand;
  gint64 wall;
  GString *text;
} Maker;

/* Invented names, of the most frequent family names. */
static const char *const families[] = { "王", "李", "张", "刘", "陈",
                                        "杨", "赵", "黄", "周", "吴" };
static const char *const given[] = { "伟", "芳", "娜", "敏", "静",
                                     "丽", "强", "磊", "洋", "勇" };

static char *
name_of (int person)
{
  return g_strconcat (families[person % 10], given[person / 10 % 10],
                      given[person / 100 % 10], NULL);
}

static void
put_wall (GString *text, gint64 wall, const char *format)
{
  MusterDate date = (MusterDate) (wall / MUSTER_DAY);
  int seconds = (int) (wall % MUSTER_DAY / MUSTER_SECOND);
  int year, month, day;
  int hour = seconds / 3600;

  muster_date_get_ymd (date, &year, &month, &day);
  for (const char *p = format; *p != '\0'; p++)
    switch (*p)
      {
      case 'Y':
        g_string_append_printf (text, "%04d", year);
        break;
      case 'M':
        g_string_append_printf (text, "%02d", month);
        break;
      case 'D':
        g_string_append_printf (text, "%02d", day);
        break;
      case 'h':
        g_string_append_printf (text, "%02d", hour);
        break;
      case 'i': /* of twelve */
        g_string_append_printf (text, "%02d", hour % 12 == 0 ? 12 : hour % 12);
        break;
      case 'm':
        g_string_append_printf (text, "%02d", seconds / 60 % 60);
        break;
      case 's':
        g_string_append_printf (text, "%02d", seconds % 60);
        break;
      case 'p':
        g_string_append (text, hour < 12 ? "AM" : "PM");
        break;
      default:
        g_string_append_c (text, *p);
      }
}

static void
put_header (Maker *maker)
{
  static const char *const headers[] = {
    [LAYOUT_ATTLOG] = "",
    [LAYOUT_NAMED] = "",
    [LAYOUT_SPACES] = "",
    [LAYOUT_A] = "No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n",
    [LAYOUT_B] = "No\tTMNo\tEnNo\tName\t\tGMNo\tMode\tIN/OUT\tAntipass\tDateTime\r\n",
    [LAYOUT_C] = "No\tTMNo\tEnNo\tName GMNo\tMode\tDateTime\r\n",
    [LAYOUT_D] = "No\tMchn\tEnNo\tName\tMode\tIOMd\tDateTime\r\n",
    [LAYOUT_CSV] = "考勤号,姓名,日期时间,状态\r\n",
  };

  g_string_append (maker->text, headers[maker->layout]);
}

static void
put_row (Maker *maker, gint64 number, int person, int state, int verify)
{
  GString *text = maker->text;
  g_autofree char *name = name_of (person);
  g_autofree char *key = g_strdup_printf ("%d", 1001 + person);
  const MusterDraft draft = { .person_key = key, .wall = maker->wall };

  switch (maker->layout)
    {
    case LAYOUT_ATTLOG:
      muster_export_attlog (text, &draft, 1, (guint) state, (guint) verify);
      return;

    case LAYOUT_NAMED:
      g_string_append_printf (text, "%s\t%s\t", key, name);
      put_wall (text, maker->wall, "Y-M-D h:m:s");
      g_string_append_printf (text, "\t1\t%d\r\n", state);
      return;

    case LAYOUT_SPACES:
      g_string_append_printf (text, "%9s ", key);
      put_wall (text, maker->wall, "Y-M-D h:m:s");
      g_string_append_printf (text, " 1 %d %d 0\r\n", state, verify);
      return;

    case LAYOUT_A:
      g_string_append_printf (text, "%" G_GINT64_FORMAT "\t1\t%s\t%s\t%d\t%d\t", number,
                              key, name, state, verify);
      put_wall (text, maker->wall, "Y/M/D h:m:s");
      break;

    case LAYOUT_B:
      g_string_append_printf (text, "%" G_GINT64_FORMAT "\t1\t%s\t%s\t1\t%d\t%d\t0\t",
                              number, key, name, verify, state);
      put_wall (text, maker->wall, "M-D-Y  i:m:sp");
      break;

    case LAYOUT_C:
      g_string_append_printf (text, "%" G_GINT64_FORMAT "\t1\t%s\t%s 1\t%d\t", number,
                              key, name, verify);
      put_wall (text, maker->wall, "Y/M/D h:m:s");
      break;

    case LAYOUT_D:
      g_string_append_printf (text, "%06" G_GINT64_FORMAT "\t1\t%09d\t%s\t%d\t%d\t",
                              number, 1001 + person, name, verify, state);
      put_wall (text, maker->wall, "Y/M/D  h:m:s");
      break;

    case LAYOUT_CSV:
      g_string_append_printf (text, "%s,%s,", key, name);
      put_wall (text, maker->wall, "Y-M-D h:m:s");
      g_string_append_printf (text, ",%s", state == 0 ? "上班" : "下班");
      break;
    }

  g_string_append (text, "\r\n");
}

static gboolean
has (Maker *maker, guint damage)
{
  return (maker->damage & 1u << damage) != 0;
}

static void
put_nuls (Maker *maker, gsize at)
{
  gsize n = (gsize) g_rand_int_range (maker->rand, 3, 5000);
  g_autofree char *nuls = g_malloc0 (n);

  g_string_insert_len (maker->text, (gssize) at, nuls, (gssize) n);
}

/* What goes wrong around a row: about one thing in five hundred rows. */
static void
do_damage (Maker *maker, gsize begin, gint64 number, int person)
{
  if (g_rand_int_range (maker->rand, 0, 500) != 0)
    return;

  switch (g_rand_int_range (maker->rand, 0, 5))
    {
    case DAMAGE_NUL:
      if (has (maker, DAMAGE_NUL))
        put_nuls (maker, begin);
      break;

    case DAMAGE_TORN:
      if (has (maker, DAMAGE_TORN))
        put_nuls (maker, begin + (maker->text->len - begin) / 2);
      break;

    case DAMAGE_NEGATIVE:
      if (has (maker, DAMAGE_NEGATIVE))
        g_string_append_printf (
          maker->text, "%9d\t1971--10--29 -23:-59:-53\t1\t0\t1\t0\r\n", 1001 + person);
      break;

    case DAMAGE_RESET:
      if (has (maker, DAMAGE_RESET))
        {
          gint64 wall = maker->wall;

          maker->wall = G_GINT64_CONSTANT (946684800) * MUSTER_SECOND +
                        g_rand_int_range (maker->rand, 0, 600) * MUSTER_SECOND;
          put_row (maker, number, person, 0, 1);
          maker->wall = wall;
        }
      break;

    default:
      if (has (maker, DAMAGE_COPIES))
        {
          g_autofree char *copy = g_strdup (maker->text->str + begin);

          g_string_append (maker->text, copy);
        }
      break;
    }
}

static gboolean
flush (Maker *maker, GError **error)
{
  g_autofree char *converted = NULL;
  gsize length = maker->text->len;
  const char *bytes = maker->text->str;

  if (!g_str_equal (maker->charset, "UTF-8"))
    {
      converted =
        g_convert (bytes, (gssize) length, maker->charset, "UTF-8", NULL, &length, error);
      if (converted == NULL)
        return FALSE;
      bytes = converted;
    }

  if (fwrite (bytes, 1, length, stdout) != length)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                           "cannot write");
      return FALSE;
    }

  g_string_truncate (maker->text, 0);
  return TRUE;
}

/* Punches in the order of a terminal: some seconds apart by day, none by night. */
static gboolean
make (Maker *maker, GError **error)
{
  static const int verifies[] = { 1, 1, 1, 15, 15, 4, 3 };

  put_header (maker);
  for (gint64 n = 1; n <= maker->lines; n++)
    {
      int person = g_rand_int_range (maker->rand, 0, maker->people);
      int verify = verifies[g_rand_int_range (maker->rand, 0, G_N_ELEMENTS (verifies))];
      gint64 of_day;
      gsize begin = maker->text->len;

      maker->wall += g_rand_int_range (maker->rand, 0, 40) * MUSTER_SECOND;
      of_day = maker->wall % MUSTER_DAY;
      if (of_day > 20 * 3600 * MUSTER_SECOND)
        maker->wall += MUSTER_DAY - of_day + 7 * 3600 * MUSTER_SECOND;

      put_row (maker, n, person, maker->wall % MUSTER_DAY > MUSTER_DAY / 2, verify);
      if (maker->damage != 0)
        do_damage (maker, begin, n, person);
      if (maker->text->len > 65536 && n < maker->lines && !flush (maker, error))
        return FALSE;
    }

  if (has (maker, DAMAGE_CUT) && maker->text->len > 12)
    g_string_truncate (maker->text, maker->text->len - 12);
  return flush (maker, error);
}

static gboolean
choose (const char *name, const char *const *choices, guint *chosen, GError **error)
{
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], name))
      {
        *chosen = i;
        return TRUE;
      }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is none of the choices", name);
  return FALSE;
}

static gboolean
read_options (Maker *maker, int *argc, char ***argv, GError **error)
{
  g_autofree char *layout = NULL;
  g_autofree char *damage = NULL;
  const GOptionEntry entries[] = {
    { "lines", 'n', 0, G_OPTION_ARG_INT64, &maker->lines, "Punches (1000)", "N" },
    { "people", 'p', 0, G_OPTION_ARG_INT, &maker->people, "People (100)", "N" },
    { "seed", 's', 0, G_OPTION_ARG_INT, &maker->seed, "Another file (1)", "N" },
    { "layout", 'l', 0, G_OPTION_ARG_STRING, &layout,
      "attlog, named, spaces, glg-a … glg-d, csv (attlog)", "LAYOUT" },
    { "damage", 'd', 0, G_OPTION_ARG_STRING, &damage,
      "Some of nul,torn,negative,reset,copies,cut, or all (none)", "KINDS" },
    { "charset", 'c', 0, G_OPTION_ARG_STRING, &maker->charset, "Of names (UTF-8)",
      "NAME" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("> FILE");
  guint chosen = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (layout != NULL && !choose (layout, layouts, &chosen, error))
    return FALSE;
  maker->layout = chosen;

  if (g_strcmp0 (damage, "all") == 0)
    {
      maker->damage = (1u << (G_N_ELEMENTS (damages) - 1)) - 1;
    }
  else if (damage != NULL)
    {
      g_auto (GStrv) kinds = g_strsplit (damage, ",", -1);

      for (guint i = 0; kinds[i] != NULL; i++)
        {
          if (!choose (kinds[i], damages, &chosen, error))
            return FALSE;
          maker->damage |= 1u << chosen;
        }
    }

  if (maker->people < 1 || maker->lines < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "there must be somebody, and no fewer punches than none");
      return FALSE;
    }
  if (maker->charset == NULL)
    maker->charset = g_strdup ("UTF-8");
  return TRUE;
}

int
main (int argc, char *argv[])
{
  Maker maker = {
    .lines = 1000,
    .people = 100,
    .seed = 1,
    .wall = G_GINT64_CONSTANT (1709190000) * MUSTER_SECOND, /* 2024-02-29 07:00 */
  };
  g_autoptr (GError) error = NULL;
  gboolean good;

  good = read_options (&maker, &argc, &argv, &error);
  if (good)
    {
      maker.rand = g_rand_new_with_seed ((guint32) maker.seed);
      maker.text = g_string_new (NULL);
      good = make (&maker, &error);
      g_rand_free (maker.rand);
      g_string_free (maker.text, TRUE);
    }
  else
    {
      g_printerr ("%s\n", error->message);
      g_free (maker.charset);
      return 2;
    }

  g_free (maker.charset);
  if (!good)
    g_printerr ("%s\n", error->message);
  return good ? 0 : 1;
}
