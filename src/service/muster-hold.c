/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "muster-hold.h"

#include "muster-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* An empty file: what counts are the locks on its bytes, one for each subject and number. */
#define FILE_NAME "muster.busy"

struct _MusterHold
{
  int fd;
};

MusterHold *
muster_hold_new (const char *folder, MusterHoldSubject subject, gint64 id, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (MusterHold) hold = g_new0 (MusterHold, 1);
  /* Of the open file, not of the process: two windows of one process are two as well */
  struct flock lock = {
    .l_type = F_WRLCK,
    .l_whence = SEEK_SET,
    .l_start = ((off_t) subject << 40) + (off_t) id,
    .l_len = 1,
  };

  hold->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (hold->fd >= 0 && fcntl (hold->fd, F_OFD_SETLK, &lock) == 0)
    return g_steal_pointer (&hold);

  if (hold->fd >= 0 && (errno == EAGAIN || errno == EACCES))
    muster_error_set (error, MUSTER_ERROR_CONFLICT,
                      _ ("Somebody else is at work on this. Wait until it is done."));
  else
    muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("%s cannot be written: %s"), path,
                      g_strerror (errno));

  return NULL;
}

void
muster_hold_free (MusterHold *hold)
{
  if (hold->fd >= 0)
    g_close (hold->fd, NULL);
  g_free (hold);
}
