/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shift-editor.h"

#include "muster-notice.h"
#include "muster-shift-edge.h"
#include "muster-shift-ruler.h"
#include "muster-text.h"
#include "muster-zone-model.h"

#include <glib/gi18n-lib.h>

/* minutes of a day; people on a shift, as rule files have it */
#define DAY 1440
#define PEOPLE_MOST 100000

/* What an entry of a time holds; the index is of the segment, rest or line. */
typedef enum
{
  TIME_ON,
  TIME_OFF,
  TIME_REST_FROM,
  TIME_REST_TO,
} TimeKind;

struct _MusterShiftEditor
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *ruler;
  GtkWidget *name;
  GtkWidget *users;
  GtkStringList *zones;

  MusterRuleDraft *draft;
  char *code;
  gboolean editable;
  gboolean showing; /* what comes from rows now is not the user's */
  guint shape;      /* of the rows: counts of segments, rests and lines */
};

G_DEFINE_FINAL_TYPE (MusterShiftEditor, muster_shift_editor, GTK_TYPE_WIDGET)

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterShift *
current (MusterShiftEditor *self)
{
  return self->draft != NULL && self->code != NULL
           ? muster_ruleset_find_shift (muster_rule_draft_get_rules (self->draft),
                                        self->code)
           : NULL;
}

/* Says at a row what is wrong with it; %NULL takes it back. */
static void
mark_row (GtkWidget *row, const GError *error)
{
  const char *hint = g_object_get_data (G_OBJECT (row), "hint");

  if (error != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), error != NULL  ? error->message
                                                       : hint != NULL ? hint
                                                                      : "");
  gtk_widget_set_tooltip_text (row, error != NULL ? error->message : NULL);
}

/* Takes @shift into the draft, or says at @row why not. Eats @shift. */
static gboolean
take (MusterShiftEditor *self, MusterShift *shift, GtkWidget *row)
{
  g_autoptr (MusterShift) owned = shift;
  /* The rows may be made anew meanwhile. */
  g_autoptr (GtkWidget) held = row != NULL ? g_object_ref (row) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = muster_rule_draft_set_shift (self->draft, self->code, owned, &error);

  if (row != NULL)
    mark_row (row, error);
  else if (!good)
    muster_notice_show (GTK_WIDGET (self), error);

  return good;
}

/* ---- Times ---- */

static gint16 *
time_of (MusterShift *shift, TimeKind kind, guint index)
{
  switch (kind)
    {
    case TIME_ON:
      return &shift->segments[index].on;
    case TIME_OFF:
      return &shift->segments[index].off;
    case TIME_REST_FROM:
      return &shift->rests[index].from;
    case TIME_REST_TO:
    default:
      return &shift->rests[index].to;
    }
}

static TimeKind
kind_of (GtkWidget *entry)
{
  return (TimeKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (entry), "kind"));
}

static guint
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "index"));
}

static void
time_entered (MusterShiftEditor *self, GtkWidget *entry)
{
  MusterShift *shift = current (self);
  g_autoptr (MusterShift) changed = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row = gtk_widget_get_ancestor (entry, ADW_TYPE_ACTION_ROW);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  int minutes;

  if (self->showing || shift == NULL)
    return;

  if (!muster_clock_parse (text, &minutes))
    {
      g_set_error (
        &error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
        _ ("“%s” is not a time such as 08:30, or 26:00 for two in the morning."), text);
      mark_row (row, error);
      return;
    }

  if (*time_of (shift, kind_of (entry), index_of (entry)) == minutes)
    {
      mark_row (row, NULL);
      return;
    }

  changed = muster_shift_copy (shift);
  *time_of (changed, kind_of (entry), index_of (entry)) = (gint16) minutes;
  take (self, g_steal_pointer (&changed), row);
}

static void
time_left (GtkEventController *focus)
{
  GtkWidget *entry = gtk_event_controller_get_widget (focus);

  time_entered (
    MUSTER_SHIFT_EDITOR (gtk_widget_get_ancestor (entry, MUSTER_TYPE_SHIFT_EDITOR)),
    entry);
}

static GtkWidget *
make_time (MusterShiftEditor *self, TimeKind kind, guint index, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (entry, self->editable);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (entry, label);
  g_object_set_data (G_OBJECT (entry), "kind", GINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (entry), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (time_entered), self);
  g_signal_connect (focus, "leave", G_CALLBACK (time_left), NULL);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

/* ---- Numbers and switches ---- */

typedef int *(*NumberFunc) (MusterShift *shift);

static int *
number_before (MusterShift *shift)
{
  return &shift->before;
}

static int *
number_after (MusterShift *shift)
{
  return &shift->after;
}

static int *
number_flex_late (MusterShift *shift)
{
  return &shift->flex_late;
}

static int *
number_flex_early (MusterShift *shift)
{
  return &shift->flex_early;
}

static int *
number_required (MusterShift *shift)
{
  return &shift->required;
}

static int *
number_minimum (MusterShift *shift)
{
  return &shift->minimum;
}

static void
number_changed (GtkWidget *row, GParamSpec *pspec, gpointer user_data)
{
  MusterShiftEditor *self = user_data;
  NumberFunc number = (NumberFunc) g_object_get_data (G_OBJECT (row), "number");
  int value = (int) adw_spin_row_get_value (ADW_SPIN_ROW (row));
  MusterShift *shift = current (self);
  MusterShift *changed;

  if (self->showing || shift == NULL || *number (shift) == value)
    return;

  changed = muster_shift_copy (shift);
  *number (changed) = value;
  take (self, changed, row);
}

static GtkWidget *
make_number (MusterShiftEditor *self,
             const char *title,
             const char *hint,
             NumberFunc number,
             int most,
             int step)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint);
  gtk_widget_set_sensitive (row, self->editable);
  g_object_set_data_full (G_OBJECT (row), "hint", g_strdup (hint), g_free);
  g_object_set_data (G_OBJECT (row), "number", (gpointer) number);
  g_signal_connect (row, "notify::value", G_CALLBACK (number_changed), self);

  return row;
}

static void
required_toggled (MusterShiftEditor *self, GParamSpec *pspec, GtkWidget *check)
{
  MusterShift *shift = current (self);
  gboolean on = kind_of (check) == TIME_ON;
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
  MusterShift *changed;
  MusterSegment *segment;

  if (self->showing || shift == NULL)
    return;

  changed = muster_shift_copy (shift);
  segment = &changed->segments[index_of (check)];
  if (on)
    segment->in_required = active;
  else
    segment->out_required = active;
  take (self, changed, gtk_widget_get_ancestor (check, ADW_TYPE_ACTION_ROW));
}

static GtkWidget *
make_check (MusterShiftEditor *self, TimeKind kind, guint index, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_object_set_data (G_OBJECT (check), "kind", GINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
  gtk_widget_set_sensitive (check, self->editable);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (check, "notify::active", G_CALLBACK (required_toggled), self);

  return check;
}

/* ---- Rows come and go ---- */

static void
remove_clicked (MusterShiftEditor *self, GtkWidget *button)
{
  const char *what = g_object_get_data (G_OBJECT (button), "what");
  guint index = index_of (button);
  MusterShift *changed = muster_shift_copy (current (self));

  if (g_str_equal (what, "segment"))
    {
      for (guint i = index; i + 1 < changed->n_segments; i++)
        changed->segments[i] = changed->segments[i + 1];
      changed->n_segments--;
    }
  else if (g_str_equal (what, "rest"))
    {
      for (guint i = index; i + 1 < changed->n_rests; i++)
        changed->rests[i] = changed->rests[i + 1];
      changed->n_rests--;
    }
  else
    {
      for (guint i = index; i + 1 < changed->n_after_late; i++)
        changed->after_late[i] = changed->after_late[i + 1];
      changed->n_after_late--;
    }
  take (self, changed, gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));
}

static GtkWidget *
make_remove (MusterShiftEditor *self, const char *what, guint index, gboolean possible)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->editable && possible);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove"), -1);
  g_object_set_data (G_OBJECT (button), "what", (gpointer) what);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked), self);

  return button;
}

/* A further segment begins an hour after the last one. */
static void
add_segment (MusterShiftEditor *self)
{
  MusterShift *changed = muster_shift_copy (current (self));
  int on = changed->n_segments > 0 ? changed->segments[changed->n_segments - 1].off + 60
                                   : 9 * 60;

  changed->free = FALSE;
  changed->segments[changed->n_segments++] =
    (MusterSegment) { (gint16) on, (gint16) MIN (on + 4 * 60, 2880), TRUE, TRUE };
  take (self, changed, NULL);
}

/* A further rest lies in the middle of the longest work without one. */
static void
add_rest (MusterShiftEditor *self)
{
  MusterShift *changed = muster_shift_copy (current (self));
  guint at = changed->n_rests;
  int longest = 0;
  MusterRest rest = { 0 };

  for (guint i = 0; i < changed->n_segments; i++)
    {
      int from = changed->segments[i].on;

      for (guint k = 0; k <= changed->n_rests; k++)
        {
          gboolean last = k == changed->n_rests;
          int to = last ? changed->segments[i].off : changed->rests[k].from;

          if (!last && (changed->rests[k].from < changed->segments[i].on ||
                        changed->rests[k].to > changed->segments[i].off))
            continue;
          if (to - from > longest)
            {
              int middle = (from + to) / 2 / 30 * 30;

              longest = to - from;
              rest.from = (gint16) MAX (middle, from);
              rest.to = (gint16) MIN (rest.from + MIN (60, longest / 2), to);
            }
          if (!last)
            from = changed->rests[k].to;
        }
    }
  if (longest < 2)
    {
      g_object_unref (changed);
      return;
    }

  while (at > 0 && changed->rests[at - 1].from > rest.from)
    {
      changed->rests[at] = changed->rests[at - 1];
      at--;
    }
  changed->rests[at] = rest;
  changed->n_rests++;
  take (self, changed, NULL);
}

static void
add_after_late (MusterShiftEditor *self)
{
  MusterShift *changed = muster_shift_copy (current (self));
  guint n = changed->n_after_late;
  int stayed = n > 0 ? changed->after_late[n - 1].stayed + 60 : 120;

  changed->after_late[n] = (MusterAfterLate) { stayed, n > 0 ? 60 : 30 };
  changed->n_after_late++;
  take (self, changed, NULL);
}

static GtkWidget *
make_add (MusterShiftEditor *self,
          const char *label,
          GCallback callback,
          gboolean possible)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, self->editable && possible);
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static void
after_late_changed (MusterShiftEditor *self, GParamSpec *pspec, GtkWidget *spin)
{
  MusterShift *shift = current (self);
  gboolean stayed = kind_of (spin) == TIME_ON;
  int value = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
  MusterShift *changed;
  MusterAfterLate *line;

  if (self->showing || shift == NULL)
    return;

  changed = muster_shift_copy (shift);
  line = &changed->after_late[index_of (spin)];
  if (stayed)
    line->stayed = value;
  else
    line->allowance = value;
  take (self, changed, gtk_widget_get_ancestor (spin, ADW_TYPE_ACTION_ROW));
}

static GtkWidget *
make_spin (MusterShiftEditor *self, TimeKind kind, guint index, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 1440, 5);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (spin, self->editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (spin, label);
  g_object_set_data (G_OBJECT (spin), "kind", GINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (spin), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (spin, "notify::value", G_CALLBACK (after_late_changed), self);

  return spin;
}

/* ---- Name, zone, free hours ---- */

static void
name_applied (MusterShiftEditor *self)
{
  MusterShift *shift = current (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->name));
  MusterShift *changed;

  if (self->showing || shift == NULL || g_strcmp0 (shift->name, text) == 0)
    return;

  changed = muster_shift_copy (shift);
  g_set_str (&changed->name, text);
  take (self, changed, self->name);
}

static void
free_toggled (MusterShiftEditor *self, GParamSpec *pspec, GtkWidget *row)
{
  MusterShift *shift = current (self);
  gboolean active = adw_switch_row_get_active (ADW_SWITCH_ROW (row));
  MusterShift *changed;

  if (self->showing || shift == NULL || shift->free == active)
    return;

  changed = muster_shift_copy (shift);
  changed->free = active;
  if (active)
    {
      changed->required = muster_shift_get_scheduled (shift);
      changed->n_segments = changed->n_rests = 0;
    }
  else
    {
      changed->n_segments = 1;
      changed->segments[0] = (MusterSegment) { 9 * 60, 18 * 60, TRUE, TRUE };
      changed->required = 0;
    }
  take (self, changed, row);
}

static void
zone_chosen (MusterShiftEditor *self, GParamSpec *pspec, GtkWidget *row)
{
  MusterShift *shift = current (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  MusterShift *changed;

  if (self->showing || shift == NULL)
    return;

  changed = muster_shift_copy (shift);
  g_clear_pointer (&changed->zone, muster_zone_unref);
  if (selected > 0)
    changed->zone =
      muster_zone_new (gtk_string_list_get_string (self->zones, selected), NULL);
  take (self, changed, row);
}

static GtkWidget *
make_zone (MusterShiftEditor *self, MusterShift *shift)
{
  GtkWidget *row = adw_combo_row_new ();

  if (self->zones == NULL)
    {
      g_autoptr (GtkStringList) all = muster_zone_model_new ();

      self->zones = gtk_string_list_new (NULL);
      gtk_string_list_append (self->zones, _ ("As the group"));
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (all)); i++)
        gtk_string_list_append (self->zones, gtk_string_list_get_string (all, i));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Time zone"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->zones));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  if (shift->zone != NULL)
    for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (self->zones)); i++)
      if (g_str_equal (gtk_string_list_get_string (self->zones, i),
                       muster_zone_get_name (shift->zone)))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  gtk_widget_set_sensitive (row, self->editable);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (zone_chosen), self);

  return row;
}

/* ---- The whole ---- */

static void
duplicate_clicked (MusterShiftEditor *self)
{
  MusterShift *shift = current (self);
  g_autoptr (MusterShift) copy = muster_shift_copy (shift);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = muster_rule_draft_new_code (self->draft, shift->code);
  /* Translators: the name of a copy */
  g_autofree char *copy_name = g_strdup_printf (_ ("%s (copy)"), shift->name);

  g_set_str (&copy->code, code);
  g_set_str (&copy->name, copy_name);
  if (!muster_rule_draft_set_shift (self->draft, NULL, copy, &error))
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  g_signal_emit (self, signals[LEAVE], 0, code);
}

static void
retire_clicked (MusterShiftEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (!muster_rule_draft_remove_shift (self->draft, self->code, &error))
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  g_signal_emit (self, signals[LEAVE], 0, NULL);
}

static void
ruler_moving (MusterShiftEditor *self, MusterShift *shift)
{
  gtk_widget_set_tooltip_text (
    self->ruler, muster_shift_ruler_get_caption (MUSTER_SHIFT_RULER (self->ruler)));
}

static void
ruler_moved (MusterShiftEditor *self, MusterShift *shift)
{
  take (self, g_object_ref (shift), NULL);
}

static GtkWidget *
add_group (MusterShiftEditor *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static GtkWidget *
add_row (GtkWidget *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
add_suffixes (GtkWidget *row, GtkWidget *first, GtkWidget *second, GtkWidget *third)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), first);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), second);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), third);
}

static void
build_times (MusterShiftEditor *self, MusterShift *shift)
{
  GtkWidget *group =
    add_group (self, C_ ("shift", "Times"),
               _ ("Up to four segments. A time after midnight is written above 24:00."));

  for (guint i = 0; i < shift->n_segments; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Segment %u"), i + 1);
      GtkWidget *row = add_row (group, title);
      GtkWidget *checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_box_append (GTK_BOX (checks),
                      make_check (self, TIME_ON, i, _ ("on-punch needed")));
      gtk_box_append (GTK_BOX (checks),
                      make_check (self, TIME_OFF, i, _ ("off-punch needed")));
      gtk_widget_set_valign (checks, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), checks);
      add_suffixes (row, make_time (self, TIME_ON, i, _ ("On-time")),
                    make_time (self, TIME_OFF, i, _ ("Off-time")),
                    make_remove (self, "segment", i, shift->n_segments > 1));
    }
  adw_preferences_group_set_header_suffix (
    ADW_PREFERENCES_GROUP (group),
    make_add (self, _ ("Segment"), G_CALLBACK (add_segment),
              shift->n_segments < MUSTER_SHIFT_SEGMENTS));

  group = add_group (self, C_ ("shift", "Rest spans"), NULL);
  for (guint i = 0; i < shift->n_rests; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Rest %u"), i + 1);
      GtkWidget *row = add_row (group, title);

      add_suffixes (row, make_time (self, TIME_REST_FROM, i, _ ("Rest from")),
                    make_time (self, TIME_REST_TO, i, _ ("Rest until")),
                    make_remove (self, "rest", i, TRUE));
    }
  adw_preferences_group_set_header_suffix (
    ADW_PREFERENCES_GROUP (group), make_add (self, _ ("Rest"), G_CALLBACK (add_rest),
                                             shift->n_rests < MUSTER_SHIFT_RESTS));

  group = add_group (self, _ ("Punch window"), NULL);
  adw_preferences_group_add (
    ADW_PREFERENCES_GROUP (group),
    make_number (self, _ ("Minutes before the on-time"),
                 _ ("Earlier punches do not belong to this shift"), number_before, DAY,
                 5));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_number (self, _ ("Minutes after the off-time"),
                                          _ ("Later punches do not belong to this shift"),
                                          number_after, DAY, 5));

  group = add_group (self, C_ ("shift", "Flexible"), NULL);
  adw_preferences_group_add (
    ADW_PREFERENCES_GROUP (group),
    make_number (self, _ ("May come later by"),
                 _ ("Minutes by which the whole day moves; the off-time moves too"),
                 number_flex_late, DAY, 5));
  adw_preferences_group_add (
    ADW_PREFERENCES_GROUP (group),
    make_number (self, _ ("May come earlier by"),
                 _ ("Minutes by which the whole day moves; the off-time moves too"),
                 number_flex_early, DAY, 5));

  group = add_group (self, _ ("Stay late, come late"),
                     _ ("Who stayed so many minutes the day before may come that much "
                        "later."));
  for (guint i = 0; i < shift->n_after_late; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Step %u"), i + 1);
      GtkWidget *row = add_row (group, title);

      add_suffixes (row, make_spin (self, TIME_ON, i, _ ("Minutes stayed")),
                    make_spin (self, TIME_OFF, i, _ ("Minutes allowed")),
                    make_remove (self, "line", i, TRUE));
    }
  adw_preferences_group_set_header_suffix (
    ADW_PREFERENCES_GROUP (group),
    make_add (self, _ ("Step"), G_CALLBACK (add_after_late),
              shift->n_after_late < MUSTER_SHIFT_AFTER_LATE));
}

static void
build (MusterShiftEditor *self, MusterShift *shift)
{
  GtkWidget *group, *row, *buttons, *button;

  while (gtk_widget_get_first_child (self->box) != NULL)
    gtk_box_remove (GTK_BOX (self->box), gtk_widget_get_first_child (self->box));

  group = add_group (self, NULL, NULL);
  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
  gtk_widget_set_sensitive (self->name, self->editable);
  g_signal_connect_swapped (self->name, "apply", G_CALLBACK (name_applied), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);

  row = adw_switch_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Free hours"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Work is expected, times are not"));
  g_object_set_data_full (G_OBJECT (row), "hint",
                          g_strdup (_ ("Work is expected, times are not")), g_free);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), shift->free);
  gtk_widget_set_sensitive (row, self->editable);
  g_signal_connect_swapped (row, "notify::active", G_CALLBACK (free_toggled), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  if (shift->free)
    adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      make_number (self, _ ("Minutes required a day"),
                   _ ("A day with less is reported as short; 0 for none"),
                   number_required, DAY, 5));
  else
    {
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      self->ruler = muster_shift_ruler_new (self->editable);
      gtk_widget_set_margin_top (self->ruler, 6);
      gtk_widget_set_margin_bottom (self->ruler, 6);
      g_signal_connect_swapped (self->ruler, "moving", G_CALLBACK (ruler_moving), self);
      g_signal_connect_swapped (self->ruler, "moved", G_CALLBACK (ruler_moved), self);
      gtk_box_append (GTK_BOX (card), self->ruler);
      gtk_widget_add_css_class (card, "card");
      gtk_box_append (GTK_BOX (self->box), card);
      build_times (self, shift);
    }

  group = add_group (self, C_ ("shift", "More"), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_zone (self, shift));
  adw_preferences_group_add (
    ADW_PREFERENCES_GROUP (group),
    make_number (self, _ ("People wanted a date"),
                 _ ("The roster shows dates with fewer; 0 for no minimum"),
                 number_minimum, PEOPLE_MOST, 1));
  self->users = add_row (group, _ ("Used by"));
  row = add_row (group, _ ("Code in files"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shift->code);
  gtk_widget_add_css_class (row, "property");
  gtk_widget_add_css_class (self->users, "property");

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  button = gtk_button_new_with_mnemonic (_ ("_Duplicate"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_sensitive (button, self->editable);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (duplicate_clicked), self);
  gtk_box_append (GTK_BOX (buttons), button);
  button = gtk_button_new_with_mnemonic (_ ("_Retire"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_sensitive (button, self->editable);
  gtk_widget_set_tooltip_text (
    button, _ ("Takes the shift out of the rules from the day they are published"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (retire_clicked), self);
  gtk_box_append (GTK_BOX (buttons), button);
  gtk_box_append (GTK_BOX (self->box), buttons);
}

/* Puts the numbers of the shift into the rows that are there. */
static void
fill (MusterShiftEditor *self, GtkWidget *widget, MusterShift *shift)
{
  gpointer number = g_object_get_data (G_OBJECT (widget), "number");

  if (number != NULL)
    {
      adw_spin_row_set_value (ADW_SPIN_ROW (widget), *((NumberFunc) number) (shift));
      return;
    }

  if (g_object_get_data (G_OBJECT (widget), "kind") != NULL ||
      g_object_get_data (G_OBJECT (widget), "index") != NULL || GTK_IS_ENTRY (widget) ||
      GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget))
    {
      guint index = index_of (widget);

      if (GTK_IS_ENTRY (widget))
        {
          g_autofree char *text =
            muster_clock_format (*time_of (shift, kind_of (widget), index));

          gtk_editable_set_text (GTK_EDITABLE (widget), text);
        }
      else if (GTK_IS_CHECK_BUTTON (widget))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (widget),
                                     kind_of (widget) == TIME_ON
                                       ? shift->segments[index].in_required
                                       : shift->segments[index].out_required);
      else if (GTK_IS_SPIN_BUTTON (widget))
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget),
                                   kind_of (widget) == TIME_ON
                                     ? shift->after_late[index].stayed
                                     : shift->after_late[index].allowance);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fill (self, child, shift);
}

static void
show_shift (MusterShiftEditor *self)
{
  MusterShift *shift = current (self);
  g_auto (GStrv) users = NULL;
  g_autofree char *names = NULL;
  guint shape;

  gtk_widget_set_visible (self->scroller, shift != NULL);
  if (shift == NULL)
    return;

  self->showing = TRUE;
  shape = 1 + shift->n_segments + 8 * shift->n_rests + 128 * shift->n_after_late +
          1024 * shift->free + 2048 * self->editable;
  if (shape != self->shape)
    {
      self->ruler = NULL;
      build (self, shift);
      self->shape = shape;
    }
  fill (self, self->box, shift);
  gtk_editable_set_text (GTK_EDITABLE (self->name), shift->name);
  if (self->ruler != NULL)
    muster_shift_ruler_set_shift (MUSTER_SHIFT_RULER (self->ruler), shift);
  users = muster_rule_draft_get_users (self->draft, shift->code);
  names = g_strjoinv (C_ ("list", ", "), users);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->users),
                               *users != NULL ? names
                                              : _ ("Nobody; the roster can use it"));
  self->showing = FALSE;
}

static void
muster_shift_editor_dispose (GObject *object)
{
  MusterShiftEditor *self = MUSTER_SHIFT_EDITOR (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, show_shift, self);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->zones);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (muster_shift_editor_parent_class)->dispose (object);
}

static void
muster_shift_editor_class_init (MusterShiftEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_shift_editor_dispose;
  signals[LEAVE] = g_signal_new ("leave", MUSTER_TYPE_SHIFT_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "shifteditor");
}

static void
muster_shift_editor_init (MusterShiftEditor *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "muster-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
muster_shift_editor_new (void)
{
  return g_object_new (MUSTER_TYPE_SHIFT_EDITOR, NULL);
}

void
muster_shift_editor_show (MusterShiftEditor *self,
                          MusterRuleDraft *draft,
                          const char *code,
                          gboolean editable)
{
  g_return_if_fail (MUSTER_IS_SHIFT_EDITOR (self));

  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_func (self->draft, show_shift, self);
      g_set_object (&self->draft, draft);
      if (draft != NULL)
        g_signal_connect_object (draft, "changed", G_CALLBACK (show_shift), self,
                                 G_CONNECT_SWAPPED);
    }
  if (g_set_str (&self->code, code))
    self->shape = 0;
  self->editable = editable;
  show_shift (self);
}
