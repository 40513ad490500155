/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterPushOrders:
 *
 * What one terminal is still to be asked, and what it was asked and has not answered yet. The
 * commands come from a closed list that only reads; there is no way to put text into one.
 */
typedef struct _MusterPushOrders MusterPushOrders;

/**
 * MusterPushCount:
 * @from: first wall time, microseconds as if UTC
 * @until: last wall time, included
 * @user_data: the caller's
 *
 * Returns: how many punches of that span are stored, −1 when nobody can say
 */
typedef gint64 (*MusterPushCount) (gint64 from, gint64 until, gpointer user_data);

/**
 * MusterPushProof:
 * @from: first wall time of what was asked for
 * @until: last
 * @missing: how many punches the terminal has that did not come, 0 when it is complete
 * @missing_from: the first wall time of where they are
 * @missing_until: the last
 * @proved: whether the terminal could count; otherwise it only sent what it has
 *
 * How a question for a span ended.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  gint64 missing;
  gint64 missing_from;
  gint64 missing_until;
  gboolean proved;
} MusterPushProof;

typedef void (*MusterPushProved) (const MusterPushProof *proof, gpointer user_data);

/**
 * muster_push_orders_new:
 * @count: counts what is stored
 * @proved: hears how a question for a span ended
 * @user_data: for both
 *
 * Returns: (transfer full): no orders
 */
MusterPushOrders *muster_push_orders_new (MusterPushCount count,
                                          MusterPushProved proved,
                                          gpointer user_data);

void muster_push_orders_free (MusterPushOrders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPushOrders, muster_push_orders_free)

/**
 * muster_push_orders_ask_about:
 * @orders: a terminal's orders
 *
 * Asks what the terminal is and who its users are.
 */
void muster_push_orders_ask_about (MusterPushOrders *orders);

/**
 * muster_push_orders_ask_span:
 * @orders: a terminal's orders
 * @from: first wall time, microseconds as if UTC
 * @until: last wall time
 *
 * Makes sure that the punches of a span are all there: the terminal counts them, is asked for them
 * again where fewer are stored, in days and then in halves until the gap is closed or found.
 */
void muster_push_orders_ask_span (MusterPushOrders *orders, gint64 from, gint64 until);

/**
 * muster_push_orders_next:
 * @orders: a terminal's orders
 * @now: microseconds UTC
 * @text: appended to: what to answer to a poll, nothing when there is nothing to ask
 *
 * Takes the next few commands. What was not answered within ten minutes is asked again, thrice.
 */
void muster_push_orders_next (MusterPushOrders *orders, gint64 now, GString *text);

/**
 * muster_push_orders_answer:
 * @orders: a terminal's orders
 * @data: (array length=length): the body of its answers
 * @length: bytes of it
 * @about: (nullable): appended to: what it says of itself, lines of key=value
 *
 * Reads answers. Those to questions that nobody asked are let go.
 */
void muster_push_orders_answer (MusterPushOrders *orders,
                                const guint8 *data,
                                gsize length,
                                GString *about);

/**
 * muster_push_orders_is_idle:
 * @orders: a terminal's orders
 *
 * Returns: whether there is nothing to ask and nothing to wait for
 */
gboolean muster_push_orders_is_idle (MusterPushOrders *orders);
