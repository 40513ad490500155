/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-interrupt.h"

#include <signal.h>

static volatile sig_atomic_t arrived;

static void
interrupt_cb (int number)
{
  arrived = 1;
}

void
muster_interrupt_begin (void)
{
  struct sigaction action = { 0 };

  /* Without SA_RESTART, so that a read at the prompt comes back; once, so that the second
   * Ctrl-C ends a program that does not listen. */
  action.sa_handler = interrupt_cb;
  action.sa_flags = (int) SA_RESETHAND;
  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

gboolean
muster_interrupt_arrived (void)
{
  return arrived != 0;
}
