/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* ppoll */

#include "muster-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "muster-company.h"
#include "muster-error.h"
#include "muster-interrupt.h"

#define SECRET_MAX 1024

/* Waits for something to read with the signals of @mask, which are held back otherwise: a
 * Ctrl-C just before the wait would else be noticed at the next key only. */
static gboolean
wait_for_key (int fd, const sigset_t *mask)
{
  struct pollfd poll = { .fd = fd, .events = POLLIN };

  return mask == NULL || ppoll (&poll, 1, NULL, mask) > 0;
}

/* Reads up to the end of the line byte by byte, so that what follows on standard input is left
 * for others, and into one block that never moves, so that no copy stays behind. */
static char *
read_line (int fd, const sigset_t *mask, GError **error)
{
  char *line = g_malloc0 (SECRET_MAX + 1);
  gsize length = 0;
  gssize n;
  char c;

  while ((n = wait_for_key (fd, mask) ? read (fd, &c, 1) : -1) == 1 && c != '\n' &&
         length < SECRET_MAX)
    line[length++] = c;

  if (n < 0)
    {
      int saved = errno;

      muster_company_wipe (line);
      if (saved == EINTR && muster_interrupt_arrived ())
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      else
        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved),
                             g_strerror (saved));
      return NULL;
    }

  if (length > 0 && line[length - 1] == '\r')
    line[--length] = '\0';

  if (length == 0 || length == SECRET_MAX || !g_utf8_validate (line, -1, NULL))
    {
      muster_company_wipe (line);
      muster_error_set (error, MUSTER_ERROR_INVALID,
                        _ ("The password is empty, too long or not UTF-8 text"));
      return NULL;
    }

  return line;
}

char *
muster_secret_read (const char *path, GError **error)
{
  char *secret;
  int fd;

  if (g_str_equal (path, "-"))
    return read_line (STDIN_FILENO, NULL, error);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   _ ("The password file %s cannot be read: %s"), path,
                   g_strerror (saved));
      return NULL;
    }

  secret = read_line (fd, NULL, error);
  if (secret == NULL)
    g_prefix_error (error, "%s: ", path);
  close (fd);

  return secret;
}

gboolean
muster_secret_can_prompt (void)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    return FALSE;

  close (fd);
  return TRUE;
}

static void
say (int tty, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (tty, text, length);

      if (n <= 0)
        return;
      text += n;
      length -= n;
    }
}

static char *
ask (int tty, const char *prompt, GError **error)
{
  struct termios before;
  struct termios quiet;
  sigset_t held;
  sigset_t usual;
  char *secret;

  if (tcgetattr (tty, &before) != 0)
    {
      muster_error_set (error, MUSTER_ERROR_INVALID,
                        _ ("There is no terminal to ask for the password at"));
      return NULL;
    }

  sigemptyset (&held);
  sigaddset (&held, SIGINT);
  sigaddset (&held, SIGTERM);
  sigprocmask (SIG_BLOCK, &held, &usual);

  quiet = before;
  quiet.c_lflag &= ~((tcflag_t) ECHO);
  tcsetattr (tty, TCSAFLUSH, &quiet);
  say (tty, prompt);
  say (tty, ": ");
  secret = read_line (tty, &usual, error);
  say (tty, "\n");
  tcsetattr (tty, TCSAFLUSH, &before);
  sigprocmask (SIG_SETMASK, &usual, NULL);

  return secret;
}

char *
muster_secret_prompt (const char *prompt, gboolean again, GError **error)
{
  char *secret;
  char *repeated;
  gboolean same;
  int tty;

  tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (tty < 0)
    {
      muster_error_set (error, MUSTER_ERROR_INVALID,
                        _ ("There is no terminal to ask for the password at: use "
                           "--passphrase-file FILE"));
      return NULL;
    }

  /* The handler keeps Ctrl-C from ending the program while the terminal does not echo. */
  muster_interrupt_begin ();
  secret = ask (tty, prompt, error);
  if (secret == NULL || !again)
    {
      close (tty);
      return secret;
    }

  repeated = ask (tty, _ ("Once more"), error);
  close (tty);
  same = repeated != NULL && g_str_equal (secret, repeated);
  if (repeated != NULL && !same)
    muster_error_set (error, MUSTER_ERROR_INVALID, _ ("The two are not the same"));
  muster_company_wipe (repeated);
  if (!same)
    {
      muster_company_wipe (secret);
      return NULL;
    }

  return secret;
}
