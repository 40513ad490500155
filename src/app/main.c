/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>

int
main (int argc, char **argv)
{
  return 0;
}
