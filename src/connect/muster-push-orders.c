/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-orders.h"

#include "muster-civil.h"

#include <string.h>

#define AT_ONCE 10
#define MOST_SPANS 500
#define MOST_ABOUT 65536
#define PATIENCE (10 * MUSTER_MINUTE)
#define TRIES 3
#define UNSUPPORTED (-1002)
#define NOT_ON_THIS_MODEL (-1004)
#define SMALLEST (60 * MUSTER_MINUTE) /* no use in smaller halves */

/* All that a terminal can be asked. Nothing here changes anything at it. */
typedef enum
{
  ORDER_INFO,
  ORDER_USERS,
  ORDER_SUM,
  ORDER_ROWS,
} Order;

/* One question of muster_push_orders_ask_span(). */
typedef struct
{
  MusterPushProof proof;
  guint open; /* spans of it that are not settled */
} Question;

typedef struct
{
  Order order;
  guint id; /* 0 while it waits to be sent */
  guint tries;
  gint64 sent_at;
  Question *question; /* of a span, else %NULL */
  gint64 from;
  gint64 until;
  gboolean fetched; /* its rows were asked for */
} Task;

struct _MusterPushOrders
{
  MusterPushCount count;
  MusterPushProved proved;
  gpointer user_data;
  GQueue tasks; /* of Task */
  GQueue questions;
  guint last_id;
};

MusterPushOrders *
muster_push_orders_new (MusterPushCount count,
                        MusterPushProved proved,
                        gpointer user_data)
{
  MusterPushOrders *orders;

  g_return_val_if_fail (count != NULL && proved != NULL, NULL);

  orders = g_new0 (MusterPushOrders, 1);
  orders->count = count;
  orders->proved = proved;
  orders->user_data = user_data;
  g_queue_init (&orders->tasks);
  g_queue_init (&orders->questions);
  return orders;
}

void
muster_push_orders_free (MusterPushOrders *orders)
{
  g_queue_clear_full (&orders->tasks, g_free);
  g_queue_clear_full (&orders->questions, g_free);
  g_free (orders);
}

static Task *
add_task (MusterPushOrders *orders, Order order)
{
  Task *task = g_new0 (Task, 1);

  task->order = order;
  g_queue_push_tail (&orders->tasks, task);
  return task;
}

static void
add_span (MusterPushOrders *orders, Question *question, gint64 from, gint64 until)
{
  Task *task = add_task (orders, ORDER_SUM);

  task->question = question;
  task->from = from;
  task->until = until;
  question->open++;
}

/* A span is settled; with the last one the question is. */
static void
settle (MusterPushOrders *orders, Task *task)
{
  g_autofree Task *settled = task;
  g_autofree Question *ended = NULL;
  Question *question = task->question;

  g_queue_remove (&orders->tasks, settled);
  if (question == NULL || --question->open > 0)
    return;

  ended = question;
  g_queue_remove (&orders->questions, ended);
  orders->proved (&ended->proof, orders->user_data);
}

static void
again_as (MusterPushOrders *orders, Task *task, Order order)
{
  task->order = order;
  task->id = 0;
  task->tries = 0;
}

static void
note_missing (Task *task, gint64 missing)
{
  MusterPushProof *proof = &task->question->proof;

  if (proof->missing == 0)
    proof->missing_from = task->from;
  proof->missing_from = MIN (proof->missing_from, task->from);
  proof->missing_until = MAX (proof->missing_until, task->until);
  proof->missing += missing;
}

/* The middle of a span, on a midnight when it is longer than a day. */
static gint64
middle_of (const Task *task)
{
  gint64 middle = task->from + (task->until - task->from) / 2;

  if (task->until - task->from > MUSTER_DAY)
    middle = MAX (middle - middle % MUSTER_DAY, task->from + MUSTER_SECOND);
  else
    middle -= middle % MUSTER_SECOND;
  return middle;
}

static void
halve (MusterPushOrders *orders, Task *task)
{
  gint64 middle = middle_of (task);

  add_span (orders, task->question, task->from, middle - MUSTER_SECOND);
  add_span (orders, task->question, middle, task->until);
  settle (orders, task);
}

static void
sum_answered (MusterPushOrders *orders, Task *task, gint64 result, gint64 has)
{
  gint64 stored = orders->count (task->from, task->until, orders->user_data);
  gint64 length = task->until - task->from;

  if (result < 0 || has < 0)
    {
      /* It cannot count. Then it sends what it has, and that is all that can be done. */
      task->question->proof.proved = FALSE;
      if (task->fetched)
        settle (orders, task);
      else
        again_as (orders, task, ORDER_ROWS);
    }
  else if (stored >= has)
    {
      settle (orders, task);
    }
  else if (!task->fetched)
    {
      if (stored > 0 && length > MUSTER_DAY && orders->tasks.length < MOST_SPANS)
        halve (orders, task);
      else
        again_as (orders, task, ORDER_ROWS);
    }
  else if (stored < 0)
    {
      task->question->proof.proved = FALSE;
      settle (orders, task);
    }
  else if (length > SMALLEST && orders->tasks.length < MOST_SPANS)
    {
      halve (orders, task);
    }
  else
    {
      note_missing (task, has - stored);
      settle (orders, task);
    }
}

static void
answered (MusterPushOrders *orders, Task *task, gint64 result, gint64 has)
{
  switch (task->order)
    {
    case ORDER_SUM:
      sum_answered (orders, task, result, has);
      break;

    case ORDER_ROWS:
      task->fetched = TRUE;
      if (result == UNSUPPORTED || result == NOT_ON_THIS_MODEL)
        {
          task->question->proof.proved = FALSE;
          settle (orders, task);
        }
      else
        {
          again_as (orders, task, ORDER_SUM);
        }
      break;

    case ORDER_INFO:
    case ORDER_USERS:
    default:
      settle (orders, task);
      break;
    }
}

void
muster_push_orders_ask_about (MusterPushOrders *orders)
{
  g_return_if_fail (orders != NULL);

  for (GList *l = orders->tasks.head; l != NULL; l = l->next)
    if (((Task *) l->data)->order == ORDER_INFO)
      return;

  add_task (orders, ORDER_INFO);
  add_task (orders, ORDER_USERS);
}

void
muster_push_orders_ask_span (MusterPushOrders *orders, gint64 from, gint64 until)
{
  Question *question;

  g_return_if_fail (orders != NULL && from <= until);

  for (GList *l = orders->questions.head; l != NULL; l = l->next)
    {
      const MusterPushProof *asked = &((Question *) l->data)->proof;

      if (asked->from == from && asked->until == until)
        return;
    }
  if (orders->tasks.length >= MOST_SPANS)
    return;

  question = g_new0 (Question, 1);
  question->proof.from = from;
  question->proof.until = until;
  question->proof.proved = TRUE;
  g_queue_push_tail (&orders->questions, question);
  add_span (orders, question, from, until);
}

static void
append_wall (GString *text, const char *name, gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall / MUSTER_SECOND);
  g_autofree char *written = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S")
                                          : NULL;

  g_string_append_printf (text, "%s=%s", name,
                          written != NULL ? written : "2000-01-01 00:00:00");
}

static void
append_order (GString *text, const Task *task)
{
  static const char *const words[] = {
    [ORDER_INFO] = "INFO",
    [ORDER_USERS] = "DATA QUERY USERINFO",
    [ORDER_SUM] = "VERIFY SUM ATTLOG ",
    [ORDER_ROWS] = "DATA QUERY ATTLOG ",
  };

  g_string_append_printf (text, "C:%u:%s", task->id, words[task->order]);
  if (task->question != NULL)
    {
      append_wall (text, "StartTime", task->from);
      append_wall (text, "\tEndTime", task->until);
    }
  g_string_append_c (text, '\n');
}

void
muster_push_orders_next (MusterPushOrders *orders, gint64 now, GString *text)
{
  guint n = 0;

  g_return_if_fail (orders != NULL && text != NULL);

  for (GList *l = orders->tasks.head, *next; l != NULL && n < AT_ONCE; l = next)
    {
      Task *task = l->data;

      next = l->next;
      if (task->id != 0 && now - task->sent_at < PATIENCE)
        continue;

      if (task->tries == TRIES)
        {
          /* It does not answer; its punches come without being asked for. */
          if (task->question != NULL)
            task->question->proof.proved = FALSE;
          settle (orders, task);
          continue;
        }

      task->id = ++orders->last_id;
      task->tries++;
      task->sent_at = now;
      append_order (text, task);
      n++;
    }
}

/* The value of "&name=" in a line of an answer, as a number; @none when it is not there. */
static gint64
number_in (const char *line, gsize length, const char *name, gint64 none)
{
  g_autofree char *wanted = g_strdup_printf ("%s=", name);
  gsize size = strlen (wanted);

  for (const char *at = line; at + size <= line + length; at++)
    if ((at == line || at[-1] == '&') && g_ascii_strncasecmp (at, wanted, size) == 0)
      {
        g_autofree char *digits =
          g_strndup (at + size, MIN (20, (gsize) (line + length - at) - size));
        char *end;
        gint64 value = g_ascii_strtoll (digits, &end, 10);

        return end > digits ? value : none;
      }

  return none;
}

static Task *
task_of (MusterPushOrders *orders, gint64 id)
{
  for (GList *l = orders->tasks.head; l != NULL; l = l->next)
    if (((Task *) l->data)->id == id)
      return l->data;

  return NULL;
}

void
muster_push_orders_answer (MusterPushOrders *orders,
                           const guint8 *data,
                           gsize length,
                           GString *about)
{
  const char *at = (const char *) data;
  const char *end = at + length;
  gboolean telling = FALSE;

  g_return_if_fail (orders != NULL);

  for (const char *next; at < end; at = next + 1)
    {
      gsize n;

      if (!(next = memchr (at, '\n', (gsize) (end - at))))
        next = end;
      n = (gsize) (next - at);
      if (n > 0 && at[n - 1] == '\r')
        n--;

      if (n > 3 && g_ascii_strncasecmp (at, "ID=", 3) == 0)
        {
          gint64 id = number_in (at, n, "ID", 0);
          Task *task = id > 0 ? task_of (orders, id) : NULL;

          telling = task != NULL && task->order == ORDER_INFO;
          if (task != NULL)
            answered (orders, task, number_in (at, n, "Return", -1),
                      number_in (at, n, "AttlogSum", -1));
        }
      else if (telling && about != NULL && about->len + n < MOST_ABOUT)
        {
          g_string_append_len (about, at, (gssize) n);
          g_string_append_c (about, '\n');
        }

      if (next == end)
        break;
    }
}

gboolean
muster_push_orders_is_idle (MusterPushOrders *orders)
{
  g_return_val_if_fail (orders != NULL, TRUE);

  return g_queue_is_empty (&orders->tasks);
}
