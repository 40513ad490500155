/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-place-pane.h"

#include <math.h>

#include "muster-error.h"
#include "muster-fence-document.h"
#include "muster-notice.h"
#include "muster-people-listings.h"
#include "muster-place-commands.h"
#include "muster-survey.h"
#include "muster-text.h"
#include "muster-whereabouts.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define LOOK_BACK 30 /* days that a fence is tried on while it is drawn */

struct _MusterPlacePane
{
  AdwBin parent_instance;

  GtkLabel *size_label;
  GtkLabel *fault_label;
  AdwEntryRow *name_row;
  AdwEntryRow *spot_row;
  AdwSpinRow *radius_row;
  AdwSpinRow *buffer_row;
  AdwComboRow *audience_row;
  AdwEntryRow *from_row;
  AdwEntryRow *bssids_row;
  AdwEntryRow *networks_row;
  GtkLabel *inside_label;
  GtkLabel *outside_label;
  GtkLabel *uncertain_label;
  GtkLabel *changed_label;

  /* Of the page, since drawing began */
  MusterOffice *office;
  MusterActor *actor;
  MusterOutlook *outlook;
  GCancellable *cancellable; /* of this drawing */
  MusterMap *map;

  MusterSketch *sketch;  /* while something is drawn */
  MusterPlace *original; /* as it is in force; none for a new one */
  MusterSurvey *trial;   /* the last days without the place */
  MusterSurvey *before;  /* the same with it, when there is one */
  MusterPrediction prediction;
  GPtrArray *group_codes; /* by choice of the audience: "" for everybody, NULL as it is */
  gboolean choosing;      /* a row is set, not by the user */
};

G_DEFINE_FINAL_TYPE (MusterPlacePane, muster_place_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Words ---- */

char *
muster_place_pane_say_audience (MusterOutlook *outlook, MusterPlace *place)
{
  GString *text;

  if (place->audience != MUSTER_AUDIENCE_GROUPS)
    return g_strdup (
      muster_words_say ("audience", muster_audience_get_code (place->audience)));

  text = g_string_new (NULL);
  for (guint i = 0; place->groups[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                            muster_outlook_say_group (outlook, place->groups[i]));

  return g_string_free_and_steal (text);
}

static void
set_count (GtkLabel *label, guint after, guint before)
{
  g_autofree char *text = after == before
                            ? g_strdup_printf ("%u", after)
                            : g_strdup_printf (_ ("%u, now %u"), after, before);

  gtk_label_set_text (label, text);
}

static void
show_changed (MusterPlacePane *self)
{
  const MusterPrediction *it = &self->prediction;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = it->changed_people != NULL ? it->changed_people->len : 0;
  g_autofree char *sentence = NULL;

  if (n == 0)
    {
      gtk_label_set_text (self->changed_label, _ ("No verdict changes."));
      return;
    }

  for (guint i = 0; i < MIN (n, 6); i++)
    {
      g_autofree char *name = muster_survey_say_person (
        self->trial, g_array_index (it->changed_people, gint64, i));

      g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  if (n > 6)
    g_string_append_printf (text, _ (" and %u more"), n - 6);
  sentence = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "The verdict of %1$u punch changes: %2$s",
                 "The verdicts of %1$u punches change: %2$s", it->changed_punches),
    it->changed_punches, text->str);
  gtk_label_set_text (self->changed_label, sentence);
}

/* ---- The form ---- */

/* The code of the group that is chosen, "" for everybody, %NULL for whom it is for already. */
static const char *
chosen_group (MusterPlacePane *self)
{
  guint chosen = adw_combo_row_get_selected (self->audience_row);

  return chosen < self->group_codes->len ? g_ptr_array_index (self->group_codes, chosen)
                                         : "";
}

static void
keep_audience (MusterPlace *place, MusterPlace *original)
{
  place->audience = original->audience;
  place->groups = g_strdupv (original->groups);
  place->people = original->people != NULL ? g_array_ref (original->people) : NULL;
  place->request_id = original->request_id;
}

/* The parts of a list as people write it. */
static GStrv
read_list (AdwEntryRow *row)
{
  g_auto (GStrv) parts = g_regex_split_simple (
    "[\\s,;，；、]+", gtk_editable_get_text (GTK_EDITABLE (row)), 0, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static void
write_list (AdwEntryRow *row, GStrv parts)
{
  g_autofree char *text = parts != NULL ? g_strjoinv (", ", parts) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
mark_fault (AdwEntryRow *row, const char *field, const GError *error)
{
  gboolean faulty = g_strcmp0 (muster_error_get_field (error), field) == 0;

  if (faulty)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), faulty ? error->message : NULL);
}

/* What is in the form, for any date; networks only as far as they make sense. */
static MusterPlace *
build_place (MusterPlacePane *self, MusterFence *fence)
{
  g_auto (GStrv) bssids = read_list (self->bssids_row);
  g_auto (GStrv) networks = read_list (self->networks_row);
  g_autoptr (GError) error = NULL;
  MusterPlace *place = muster_place_new (_ ("New place"), fence,
                                         (const char *const *) bssids,
                                         (const char *const *) networks, &error);
  const char *group = chosen_group (self);

  mark_fault (self->bssids_row, "bssids", error);
  mark_fault (self->networks_row, "networks", error);
  if (place == NULL)
    place = muster_place_new (_ ("New place"), fence, NULL, NULL, NULL);

  place->from = MUSTER_DATE_NONE;
  place->to = MUSTER_DATE_EVER;
  place->buffer = adw_spin_row_get_value (self->buffer_row);
  if (group == NULL)
    {
      keep_audience (place, self->original);
    }
  else if (*group != '\0')
    {
      const char *groups[] = { group, NULL };

      place->audience = MUSTER_AUDIENCE_GROUPS;
      place->groups = g_strdupv ((GStrv) groups);
    }

  return place;
}

static void
predict (MusterPlacePane *self, MusterFence *fence)
{
  g_autoptr (MusterPlace) place = NULL;

  if (self->trial == NULL)
    return;

  place = fence != NULL ? build_place (self, fence) : NULL;
  muster_survey_predict (self->trial, place, self->before, &self->prediction);
  set_count (self->inside_label, self->prediction.n[MUSTER_SITE_INSIDE],
             self->prediction.before[MUSTER_SITE_INSIDE]);
  set_count (self->outside_label, self->prediction.n[MUSTER_SITE_OUTSIDE],
             self->prediction.before[MUSTER_SITE_OUTSIDE]);
  set_count (self->uncertain_label, self->prediction.n[MUSTER_SITE_UNCERTAIN],
             self->prediction.before[MUSTER_SITE_UNCERTAIN]);
  show_changed (self);
}

/* What is selected, in numbers. */
static void
show_numbers (MusterPlacePane *self)
{
  GPtrArray *parts = muster_sketch_get_parts (self->sketch);
  const MusterFencePart *part = NULL;
  MusterPoint at = { NAN, NAN };
  int p, r, c;

  muster_sketch_get_selected (self->sketch, &p, &r, &c);
  if (p >= 0 && p < (int) parts->len)
    part = g_ptr_array_index (parts, p);
  if (part != NULL)
    at = c >= 0
           ? g_array_index ((GArray *) g_ptr_array_index (part->rings, r), MusterPoint, c)
           : muster_sketch_get_middle (self->sketch, p);

  self->choosing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->radius_row),
                          part != NULL && part->rings->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spot_row), part != NULL);
  if (part != NULL && part->rings->len == 0)
    adw_spin_row_set_value (self->radius_row, part->radius);
  if (!isnan (at.lat) &&
      gtk_editable_get_delegate (GTK_EDITABLE (self->spot_row)) != NULL)
    {
      MusterPoint wgs = muster_point_convert (at, muster_sketch_get_datum (self->sketch),
                                              MUSTER_DATUM_WGS84);
      g_autofree char *text = muster_whereabouts_format (wgs);

      if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->spot_row))))
        gtk_editable_set_text (GTK_EDITABLE (self->spot_row), text);
    }
  self->choosing = FALSE;
}

static void
sketch_cb (MusterPlacePane *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFence) fence = NULL;
  MusterPoint fault = { NAN, NAN };

  if (self->sketch == NULL)
    return;

  fence = muster_sketch_build (self->sketch, &fault, &error);
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label),
                          fence == NULL &&
                            muster_sketch_get_parts (self->sketch)->len > 0);
  gtk_label_set_text (self->fault_label, error != NULL ? error->message : "");
  muster_sketch_layer_set_fault (muster_map_get_sketch (self->map), fault);
  if (fence != NULL)
    {
      g_autofree char *area = muster_text_area (muster_fence_get_area (fence));

      gtk_label_set_text (self->size_label, area);
    }
  else
    {
      gtk_label_set_text (self->size_label, "–");
    }

  show_numbers (self);
  predict (self, fence);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
radius_cb (MusterPlacePane *self)
{
  if (self->choosing || self->sketch == NULL)
    return;

  muster_sketch_begin (self->sketch);
  muster_sketch_set_radius (self->sketch, adw_spin_row_get_value (self->radius_row));
}

static void
spot_cb (MusterPlacePane *self)
{
  MusterPoint at;

  if (self->sketch == NULL)
    return;
  if (!muster_whereabouts_parse (gtk_editable_get_text (GTK_EDITABLE (self->spot_row)),
                                 &at))
    {
      muster_notice_say (GTK_WIDGET (self),
                         _ ("These are no coordinates. Write 22.54, 114.05."));
      return;
    }

  muster_sketch_begin (self->sketch);
  muster_sketch_move_corner (
    self->sketch, muster_point_convert (at, MUSTER_DATUM_WGS84,
                                        muster_sketch_get_datum (self->sketch)));
}

static void
form_cb (MusterPlacePane *self)
{
  if (self->sketch != NULL)
    sketch_cb (self);
}

/* ---- Beginning and ending ---- */

static MusterDate
next_monday (MusterPlacePane *self)
{
  MusterDate today = muster_outlook_get_today (self->outlook);

  return today + 7 - muster_date_get_weekday (today);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPlacePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterSurvey) survey = muster_office_run_finish (result, &error);

  /* It was of another drawing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->sketch == NULL)
    return;
  if (survey == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  g_set_object (&self->trial, survey);
  sketch_cb (self);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPlacePane) self = user_data;
  g_autoptr (MusterSurvey) survey = muster_office_run_finish (result, NULL);

  if (survey == NULL || self->sketch == NULL)
    return;

  g_set_object (&self->before, survey);
  sketch_cb (self);
}

static gint64
original_id (MusterPlacePane *self)
{
  return self->original != NULL ? self->original->id : 0;
}

static void
look (MusterPlacePane *self,
      MusterFilter *filter,
      gint64 without,
      GAsyncReadyCallback callback)
{
  muster_survey_fetch (self->office, self->actor, filter, without, self->cancellable,
                       callback, g_object_ref (self));
}

/* The last days, as they are without the place that is drawn, and as they are with it. */
static void
try_last_days (MusterPlacePane *self)
{
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (self->outlook, TRUE);

  filter->dates.to = muster_outlook_get_today (self->outlook);
  filter->dates.from = filter->dates.to - LOOK_BACK + 1;
  look (self, filter, original_id (self), tried_cb);
  if (self->original != NULL)
    look (self, filter, 0, compared_cb);
}

static void
collect_corners (MusterPlacePane *self, GPtrArray *places)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (MusterPoint));

  for (guint i = 0; i < places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (places, i);

      if (place->fence == NULL || place->id == original_id (self))
        continue;
      for (guint p = 0; p < place->fence->parts->len; p++)
        {
          const MusterFencePart *part = g_ptr_array_index (place->fence->parts, p);

          for (guint r = 0; r < part->rings->len; r++)
            {
              GArray *ring = g_ptr_array_index (part->rings, r);

              for (guint c = 0; c < ring->len; c++)
                {
                  MusterPoint at = muster_point_convert (
                    g_array_index (ring, MusterPoint, c), place->fence->datum,
                    muster_map_get_datum (self->map));

                  g_array_append_val (corners, at);
                }
            }
        }
    }
  muster_sketch_layer_set_corners (muster_map_get_sketch (self->map),
                                   (const MusterPoint *) (gpointer) corners->data,
                                   corners->len);
}

static void
fill_audience (MusterPlacePane *self, MusterPlace *place)
{
  GListModel *groups = muster_outlook_get_groups (self->outlook);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  /* One group of a list, or everybody, can be chosen; what else there is stays as it is. */
  const char *only = place != NULL && place->audience == MUSTER_AUDIENCE_GROUPS &&
                         g_strv_length (place->groups) == 1
                       ? place->groups[0]
                       : NULL;
  gboolean found = place == NULL || place->audience == MUSTER_AUDIENCE_ALL;
  guint chosen = 0;

  g_ptr_array_set_size (self->group_codes, 0);
  gtk_string_list_append (words, _ ("Everybody"));
  g_ptr_array_add (self->group_codes, g_strdup (""));
  for (guint i = 0; groups != NULL && i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (MusterUnitRow) unit = g_list_model_get_item (groups, i);

      gtk_string_list_append (words,
                              muster_outlook_say_group (self->outlook, unit->code));
      g_ptr_array_add (self->group_codes, g_strdup (unit->code));
      if (g_strcmp0 (unit->code, only) == 0)
        {
          chosen = self->group_codes->len - 1;
          found = TRUE;
        }
    }
  if (!found)
    {
      g_autofree char *kept = muster_place_pane_say_audience (self->outlook, place);

      gtk_string_list_append (words, kept);
      g_ptr_array_add (self->group_codes, NULL);
      chosen = self->group_codes->len - 1;
    }
  adw_combo_row_set_model (self->audience_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->audience_row, chosen);
}

/* Handles lie where the tiles have them; what is drawn is saved in their datum. */
static GPtrArray *
copy_parts (MusterPlace *place, MusterDatum datum)
{
  GPtrArray *parts = place != NULL && place->fence != NULL
                       ? muster_fence_parts_copy (place->fence->parts)
                       : muster_fence_parts_new ();

  for (guint p = 0; p < parts->len; p++)
    {
      MusterFencePart *part = g_ptr_array_index (parts, p);

      part->centre = muster_point_convert (part->centre, place->fence->datum, datum);
      for (guint r = 0; r < part->rings->len; r++)
        {
          GArray *ring = g_ptr_array_index (part->rings, r);

          for (guint c = 0; c < ring->len; c++)
            g_array_index (ring, MusterPoint, c) = muster_point_convert (
              g_array_index (ring, MusterPoint, c), place->fence->datum, datum);
        }
    }

  return parts;
}

void
muster_place_pane_begin (MusterPlacePane *self,
                         MusterPage *page,
                         MusterMap *map,
                         GPtrArray *places,
                         MusterPlace *place,
                         GPtrArray *parts)
{
  MusterDatum datum = muster_map_get_datum (map);
  g_autoptr (GPtrArray) drawn = parts != NULL ? g_ptr_array_ref (parts)
                                              : copy_parts (place, datum);
  g_autofree char *monday = NULL;

  g_return_if_fail (MUSTER_IS_PLACE_PANE (self));

  g_set_object (&self->office, muster_page_get_office (page));
  g_set_object (&self->actor, muster_page_get_actor (page));
  g_set_object (&self->outlook, muster_page_get_outlook (page));
  g_set_object (&self->map, map);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  monday = muster_date_format (next_monday (self));
  g_set_object (&self->original, place);
  g_clear_object (&self->trial);
  g_clear_object (&self->before);
  g_clear_object (&self->sketch);
  self->sketch = muster_sketch_new (drawn, datum);
  if (drawn->len == 0)
    muster_sketch_set_tool (self->sketch, MUSTER_TOOL_CIRCLE);
  g_signal_connect_object (self->sketch, "changed", G_CALLBACK (sketch_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), place != NULL ? place->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), monday);
  adw_spin_row_set_value (self->buffer_row, place != NULL ? place->buffer : 0.0);
  write_list (self->bssids_row, place != NULL ? place->bssids : NULL);
  write_list (self->networks_row, place != NULL ? place->networks : NULL);
  fill_audience (self, place);
  collect_corners (self, places);
  muster_fence_layer_set_hidden (muster_map_get_fences (self->map), original_id (self));
  muster_sketch_layer_set_sketch (muster_map_get_sketch (self->map), self->sketch);
  sketch_cb (self);
  try_last_days (self);
}

void
muster_place_pane_end (MusterPlacePane *self)
{
  g_return_if_fail (MUSTER_IS_PLACE_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sketch);
  if (self->map == NULL)
    return;

  muster_sketch_layer_set_sketch (muster_map_get_sketch (self->map), NULL);
  muster_fence_layer_set_hidden (muster_map_get_fences (self->map), 0);
  g_clear_object (&self->map);
}

MusterSketch *
muster_place_pane_get_sketch (MusterPlacePane *self)
{
  g_return_val_if_fail (MUSTER_IS_PLACE_PANE (self), NULL);

  return self->sketch;
}

/* ---- Saving ---- */

/* While it is stored another drawing may begin, which then goes on. */
typedef struct
{
  MusterPlacePane *pane;
  MusterSketch *sketch;
} Saving;

static void
saved_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (MusterPlacePane) self = saving->pane;
  g_autoptr (MusterSketch) sketch = saving->sketch;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  muster_notice_say (GTK_WIDGET (self), _ ("Place saved"));
  if (sketch == self->sketch)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

void
muster_place_pane_save (MusterPlacePane *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shape = NULL;
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *group = chosen_group (self);
  const char *groups[] = { group, NULL };
  const char *none[] = { NULL };
  double buffer = adw_spin_row_get_value (self->buffer_row);
  gboolean one_group = group != NULL && *group != '\0';
  const char *audience = one_group ? "groups" : "all";
  g_auto (GStrv) bssids = read_list (self->bssids_row);
  g_auto (GStrv) networks = read_list (self->networks_row);
  GVariant *submitted;
  Saving *saving;
  MusterDate from;

  if (self->sketch == NULL)
    return;
  if (!muster_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->from_row)), &from,
                          &error))
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  shape = muster_fence_document_format (muster_sketch_get_parts (self->sketch),
                                        muster_sketch_get_datum (self->sketch));
  if (muster_sketch_get_parts (self->sketch)->len == 0)
    g_set_str (&shape, "");
  if (self->original == NULL)
    submitted = g_variant_new ("(ssiis^as^asxd^as^as)", title, shape, from,
                               MUSTER_DATE_NONE, audience, one_group ? groups : none,
                               none, (gint64) 0, buffer, bssids, networks);
  else
    submitted = g_variant_new (
      "(xim@sm@sm@im@sm@asm@asm@dm@asm@as)", self->original->id, from,
      g_variant_new_string (title), g_variant_new_string (shape), NULL,
      group != NULL ? g_variant_new_string (audience) : NULL,
      group != NULL ? g_variant_new_strv (one_group ? groups : none, -1) : NULL, NULL,
      g_variant_new_double (buffer),
      g_variant_new_strv ((const char *const *) bssids, -1),
      g_variant_new_strv ((const char *const *) networks, -1));

  saving = g_new0 (Saving, 1);
  saving->pane = g_object_ref (self);
  saving->sketch = g_object_ref (self->sketch);
  muster_office_submit_async (self->office, self->actor,
                              self->original == NULL ? &muster_add_place
                                                     : &muster_change_place,
                              submitted, NULL, saved_cb, saving);
}

/* ---- Life ---- */

static void
muster_place_pane_dispose (GObject *object)
{
  MusterPlacePane *self = MUSTER_PLACE_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sketch);
  g_clear_object (&self->map);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PLACE_PANE);

  G_OBJECT_CLASS (muster_place_pane_parent_class)->dispose (object);
}

static void
muster_place_pane_finalize (GObject *object)
{
  MusterPlacePane *self = MUSTER_PLACE_PANE (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->outlook);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  g_clear_object (&self->before);
  g_clear_object (&self->original);
  g_clear_pointer (&self->prediction.changed_people, g_array_unref);
  g_ptr_array_unref (self->group_codes);

  G_OBJECT_CLASS (muster_place_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, size_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, fault_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, name_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, spot_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, radius_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, buffer_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, audience_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, from_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, bssids_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, networks_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, inside_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, outside_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, uncertain_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPlacePane, changed_label);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_callback (widget_class, spot_cb);
  gtk_widget_class_bind_template_callback (widget_class, radius_cb);
}

static void
muster_place_pane_class_init (MusterPlacePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_place_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_place_pane_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-place-pane.ui");
  bind_children (widget_class);
}

static void
muster_place_pane_init (MusterPlacePane *self)
{
  self->group_codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
