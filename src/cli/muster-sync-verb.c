/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-verb.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>

#include "muster-error.h"
#include "muster-interrupt.h"
#include "muster-meter.h"
#include "muster-options.h"
#include "muster-printer.h"
#include "muster-resolve.h"
#include "muster-source-listings.h"
#include "muster-sync.h"

/* How often it looks whether it was asked to stop, in milliseconds. */
#define TICK 100

static gboolean
may_sync (MusterSession *session, GError **error)
{
  if (muster_actor_may (session->actor, MUSTER_MAY_INGEST))
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_DENIED,
                           _ ("%s may not run sources. Ask an administrator."),
                           session->actor->name);
}

/* ---- sync ---- */

static const MusterField sync_options[] = {
  { .name = "json",
    .title = N_ ("Print the reports as JSON"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

typedef struct
{
  MusterSync *sync;
  GPtrArray *reports;
  GPtrArray *faults; /* of GError */
  MusterMeter *meter;
  GCancellable *cancellable;
} Run;

static void
ended_cb (MusterSync *sync,
          gint64 source_id,
          MusterImportRow *report,
          const GError *error,
          gpointer user_data)
{
  Run *run = user_data;

  if (report != NULL)
    g_ptr_array_add (run->reports, g_object_ref (report));
  if (error != NULL)
    g_ptr_array_add (run->faults, g_error_copy (error));
}

static gboolean
tick_cb (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GArray) jobs = muster_sync_list_jobs (run->sync);
  guint64 done = 0, total = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      const MusterSyncJob *job = &g_array_index (jobs, MusterSyncJob, i);

      done += job->done;
      total += job->total;
    }
  muster_meter_show (done, total, run->meter);
  if (g_cancellable_is_cancelled (run->cancellable))
    muster_sync_cancel (run->sync, 0);

  return G_SOURCE_CONTINUE;
}

static void
settle (MusterSync *sync)
{
  while (muster_sync_get_busy (sync))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
run_sources (MusterSession *session,
             Run *run,
             const char *const *arguments,
             GError **error)
{
  /* So that it knows which there are. */
  muster_sync_look (run->sync);
  settle (run->sync);

  if (*arguments == NULL)
    muster_sync_run (run->sync, 0, session->actor->name);
  for (; *arguments != NULL; arguments++)
    {
      gint64 id =
        muster_resolve_record (session, &muster_sources_listing, *arguments, error);

      if (id == 0)
        return FALSE;
      muster_sync_run (run->sync, id, session->actor->name);
    }
  settle (run->sync);

  return TRUE;
}

/* All but the last fault are told here, the last as every verb's is. */
static gboolean
tell_faults (GPtrArray *faults, GError **error)
{
  if (faults->len == 0)
    return TRUE;

  for (guint i = 0; i + 1 < faults->len; i++)
    fprintf (stderr, "musterctl: %s\n",
             ((GError *) g_ptr_array_index (faults, i))->message);
  g_propagate_error (error, g_error_copy (g_ptr_array_index (faults, faults->len - 1)));

  return FALSE;
}

static gboolean
sync_run (MusterSession *session,
          GVariantDict *options,
          const char *const *arguments,
          GError **error)
{
  MusterOffice *office = muster_session_open (session, error);
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)
    faults = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (MusterSync) sync = NULL;
  g_autoptr (MusterMeter) meter = NULL;
  gboolean json = muster_options_has (options, "json");
  MusterPrinter *printer;
  gboolean ran;
  guint tick;
  Run run;

  if (office == NULL || !may_sync (session, error))
    return FALSE;

  sync = muster_sync_new (office);
  meter = muster_meter_new (_ ("Sync"), session->cancellable);
  run = (Run) { sync, reports, faults, meter, session->cancellable };
  g_signal_connect (sync, "ended", G_CALLBACK (ended_cb), &run);
  tick = g_timeout_add (TICK, tick_cb, &run);
  ran = run_sources (session, &run, arguments, error);
  g_source_remove (tick);
  muster_sync_stop (sync);
  g_clear_pointer (&meter, muster_meter_free);
  if (!ran)
    return FALSE;

  printer = muster_printer_new (json ? MUSTER_FORM_JSON : MUSTER_FORM_TABLE,
                                muster_syncs_listing.columns,
                                muster_office_get_zone (office), stdout);
  for (guint i = 0; i < reports->len; i++)
    muster_printer_add (printer, g_ptr_array_index (reports, i));

  return muster_printer_finish (printer, error) && tell_faults (faults, error);
}

const MusterVerb muster_sync_verb = {
  .name = "sync",
  .title = N_ ("Read time clocks and servers now"),
  .arguments = N_ ("[SOURCE…]"),
  .options = sync_options,
  .least = 0,
  .most = G_MAXUINT,
  .run = sync_run,
};

/* ---- serve ---- */

static const MusterField serve_options[] = { { 0 } };

typedef struct
{
  MusterOffice *office;
  MusterSync *sync;
  GMainLoop *loop;
  gboolean kept;
  guint port;
  char *listener_fault;
} Watch;

/* Names of sources, counts, faults of the network: nothing of anybody. */
G_GNUC_PRINTF (1, 2)
static void
tell (const char *format, ...)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%F %T");
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "%s  %s\n", at, text);
}

static const char *
name_of (MusterSync *sync, gint64 source_id, MusterImportRow *report)
{
  return report != NULL ? report->source_name : muster_sync_get_name (sync, source_id);
}

static void
served_cb (MusterSync *sync,
           gint64 source_id,
           MusterImportRow *report,
           const GError *error,
           gpointer user_data)
{
  const char *name = name_of (sync, source_id, report);

  if (error != NULL)
    /* Translators: the name of a source, what went wrong */
    tell (_ ("%1$s: %2$s"), name, error->message);
  else if (report != NULL && report->added > 0)
    /* Translators: the name of a source, a count of punches */
    tell (_ ("%1$s: %2$d new"), name, (int) report->added);
}

static void
changed_cb (MusterSync *sync, gpointer user_data)
{
  Watch *watch = user_data;
  const GError *fault = muster_sync_get_listener_error (sync);
  guint port = muster_sync_get_port (sync);

  if (muster_sync_get_keeps (sync) && !watch->kept)
    tell ("%s", _ ("Schedules are kept from now on"));
  watch->kept = muster_sync_get_keeps (sync);
  if (port != 0 && port != watch->port)
    tell (_ ("Devices can call in on port %u"), port);
  watch->port = port;
  if (fault != NULL && g_strcmp0 (fault->message, watch->listener_fault) != 0)
    tell (_ ("Devices cannot call in: %s"), fault->message);
  g_set_str (&watch->listener_fault, fault != NULL ? fault->message : NULL);
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (((Watch *) user_data)->loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
serve_run (MusterSession *session,
           GVariantDict *options,
           const char *const *arguments,
           GError **error)
{
  MusterOffice *office = muster_session_open (session, error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (MusterSync) sync = NULL;
  Watch watch = { .loop = loop };
  guint term, interrupt;

  if (office == NULL || !may_sync (session, error))
    return FALSE;

  sync = muster_sync_new (office);
  watch.sync = sync;
  g_signal_connect (sync, "ended", G_CALLBACK (served_cb), &watch);
  g_signal_connect (sync, "changed", G_CALLBACK (changed_cb), &watch);
  term = g_unix_signal_add (SIGTERM, stop_cb, &watch);
  interrupt = g_unix_signal_add (SIGINT, stop_cb, &watch);
  muster_sync_start (sync);
  g_main_loop_run (loop);
  g_source_remove (term);
  g_source_remove (interrupt);
  g_signal_handlers_disconnect_by_data (sync, &watch);
  muster_sync_stop (sync);
  g_clear_pointer (&watch.listener_fault, g_free);
  tell ("%s", _ ("Stopped"));

  return TRUE;
}

const MusterVerb muster_serve_verb = {
  .name = "serve",
  .title = N_ ("Keep all sources in step until told to stop"),
  .options = serve_options,
  .least = 0,
  .most = 0,
  .run = serve_run,
};
