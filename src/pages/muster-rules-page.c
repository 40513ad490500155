/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rules-page.h"

#include "muster-fact-row.h"
#include "muster-fetch.h"
#include "muster-group-editor.h"
#include "muster-notice.h"
#include "muster-people-listings.h"
#include "muster-rule-commands.h"
#include "muster-rule-compare.h"
#include "muster-rule-draft-listings.h"
#include "muster-rule-draft.h"
#include "muster-rule-listings.h"
#include "muster-rules-preview-dialog.h"
#include "muster-shift-editor.h"
#include "muster-starters.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define SAVE_AFTER_MS 1500
#define MOST_ROWS 10000

typedef enum
{
  VIEW_SHIFTS,
  VIEW_GROUPS,
  VIEW_VERSIONS,
} View;

struct _MusterRulesPage
{
  MusterPage parent_instance;

  GtkWidget *publish_button;
  AdwBanner *draft_banner;
  GtkToggleButton *shifts_button;
  GtkToggleButton *groups_button;
  GtkToggleButton *versions_button;
  AdwNavigationSplitView *split;
  GtkListBox *list;
  GtkWidget *add_button;
  AdwButtonContent *add_content;
  GtkStack *editors;
  MusterShiftEditor *shift_editor;
  MusterGroupEditor *group_editor;
  GtkWidget *version_view;
  GtkBox *version_box;

  View view;
  MusterRuleDraft *draft;
  GPtrArray *versions; /* of MusterRulesetRow, the first in force first */
  GHashTable *members; /* of guint by group code */
  char *chosen[3];     /* what is chosen in each view */
  gboolean editable;
  gboolean filling;
  guint save_id;
};

G_DEFINE_FINAL_TYPE (MusterRulesPage, muster_rules_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_rules_page_kind = {
  .name = "rules",
  .title = N_ ("Rules"),
  .icon = "muster-rules-symbolic",
  .section = MUSTER_SECTION_SETUP,
  .scope = 0,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_RULES,
  .get_type = muster_rules_page_get_type,
};

static MusterOffice *
office_of (MusterRulesPage *self)
{
  return muster_page_get_office (MUSTER_PAGE (self));
}

static MusterActor *
actor_of (MusterRulesPage *self)
{
  return muster_page_get_actor (MUSTER_PAGE (self));
}

static MusterRulesetRow *
newest_version (MusterRulesPage *self)
{
  MusterRulesetRow *newest = NULL;

  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    {
      MusterRulesetRow *row = g_ptr_array_index (self->versions, i);

      if (newest == NULL || row->id > newest->id)
        newest = row;
    }

  return newest;
}

/* Since when the rules of today hold. */
static MusterDate
in_force_since (MusterRulesPage *self)
{
  MusterDate today =
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self)));
  MusterDate since = MUSTER_DATE_NONE;

  for (guint i = 0; i < self->versions->len; i++)
    {
      MusterRulesetRow *row = g_ptr_array_index (self->versions, i);

      if (row->from <= today)
        since = row->from;
    }

  return since;
}

/* ---- The draft's keeping ---- */

static void
kept (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL && self->draft != NULL)
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
keep_now (MusterRulesPage *self)
{
  if (self->save_id == 0)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (muster_rule_draft_is_changed (self->draft))
    muster_office_submit_async (
      office_of (self), actor_of (self), &muster_save_rule_draft,
      g_variant_new ("(sx)", muster_rule_draft_get_document (self->draft),
                     muster_rule_draft_get_base (self->draft)),
      NULL, kept, g_object_ref (self));
  else
    muster_office_submit_async (office_of (self), actor_of (self),
                                &muster_discard_rule_draft, g_variant_new ("()"), NULL,
                                kept, g_object_ref (self));
}

static gboolean
keep_cb (gpointer user_data)
{
  keep_now (user_data);

  return G_SOURCE_REMOVE;
}

static void
keep_soon (MusterRulesPage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_AFTER_MS, keep_cb, self);
}

/* ---- What is shown ---- */

static void
show_state (MusterRulesPage *self)
{
  static const char *const editing[] = { "rules.add", "rules.starter", "rules.import" };
  gboolean changed = self->draft != NULL && muster_rule_draft_is_changed (self->draft);
  MusterRulesetRow *newest = newest_version (self);
  g_autofree char *text = NULL;

  if (changed)
    {
      g_autoptr (GPtrArray)
        changes = muster_rules_compare (muster_rule_draft_get_published (self->draft),
                                        muster_rule_draft_get_rules (self->draft));

      if (newest != NULL && newest->id != muster_rule_draft_get_base (self->draft))
        {
          g_autofree char *at =
            muster_text_instant (newest->published_at, newest->zone, newest->zone);

          /* Translators: a user, a time */
          text =
            g_strdup_printf (_ ("%1$s published other rules at %2$s, after your draft "
                                "was begun. See “Versions”, then start again."),
                             newest->published_by, at);
        }
      else
        text = g_strdup_printf (
          ngettext ("Draft with %u change. Nothing of it is in force yet.",
                    "Draft with %u changes. Nothing of it is in force yet.",
                    changes->len),
          changes->len);
    }

  adw_banner_set_title (self->draft_banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->draft_banner, changed);
  if (changed)
    gtk_widget_add_css_class (self->publish_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->publish_button, "suggested-action");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.preview",
                                 self->editable && changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.discard",
                                 self->editable && changed);
  for (gsize i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), editing[i],
                                   self->editable && self->draft != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.export", self->draft != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo",
                                 self->draft != NULL &&
                                   muster_rule_draft_can_undo (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.redo",
                                 self->draft != NULL &&
                                   muster_rule_draft_can_redo (self->draft));
}

static GtkWidget *
make_row (const char *title, const char *subtitle, const char *code)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *below = gtk_label_new (subtitle);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (below, "caption");
  gtk_widget_add_css_class (below, "dim-label");
  gtk_widget_add_css_class (below, "numeric");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), below);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code), g_free);

  return row;
}

static char *
say_times (MusterShift *shift)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (shift->free)
    return g_strdup (_ ("Free hours"));

  for (guint i = 0; i < shift->n_segments; i++)
    {
      g_autofree char *on = muster_text_of_day (shift->segments[i].on);
      g_autofree char *off = muster_text_of_day (shift->segments[i].off);

      g_string_append_printf (text, "%s%s–%s", i > 0 ? C_ ("list", ", ") : "", on, off);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_shifts (MusterRulesPage *self)
{
  GPtrArray *shifts = muster_rule_draft_get_rules (self->draft)->shifts;

  for (guint i = 0; i < shifts->len; i++)
    {
      MusterShift *shift = g_ptr_array_index (shifts, i);
      g_autofree char *times = say_times (shift);

      gtk_list_box_append (self->list, make_row (shift->name, times, shift->code));
    }
}

static void
add_groups (MusterRulesPage *self)
{
  GPtrArray *groups = muster_rule_draft_get_rules (self->draft)->groups;

  for (guint i = 0; i < groups->len; i++)
    {
      MusterGroup *group = g_ptr_array_index (groups, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->members, group->code));
      g_autofree char *people = muster_text_people (n);

      gtk_list_box_append (self->list, make_row (group->name, people, group->code));
    }
}

static void
add_versions (MusterRulesPage *self)
{
  for (guint i = self->versions->len; i > 0; i--)
    {
      MusterRulesetRow *row = g_ptr_array_index (self->versions, i - 1);
      g_autofree char *from = row->from == MUSTER_DATE_NONE
                                ? g_strdup (_ ("From the beginning"))
                                : muster_text_date_short (row->from);
      g_autofree char *by = muster_text_instant (row->published_at, row->zone, row->zone);
      g_autofree char *line = g_strdup_printf ("%s · %s", row->published_by, by);
      g_autofree char *code = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);

      gtk_list_box_append (self->list, make_row (from, line, code));
    }
}

static void
select_chosen (MusterRulesPage *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "code"),
                   self->chosen[self->view]) == 0)
      break;
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, row);
}

static void show_chosen (MusterRulesPage *self);

static void
show_list (MusterRulesPage *self)
{
  if (self->draft == NULL)
    return;

  self->filling = TRUE;
  gtk_list_box_remove_all (self->list);
  switch (self->view)
    {
    case VIEW_SHIFTS:
      add_shifts (self);
      break;
    case VIEW_GROUPS:
      add_groups (self);
      break;
    case VIEW_VERSIONS:
    default:
      add_versions (self);
      break;
    }
  gtk_widget_set_visible (self->add_button,
                          self->editable && self->view != VIEW_VERSIONS);
  adw_button_content_set_label (
    self->add_content, self->view == VIEW_SHIFTS ? _ ("Add a Shift") : _ ("Add a Group"));
  select_chosen (self);
  self->filling = FALSE;
  show_chosen (self);
}

/* ---- One version ---- */

static void
add_property (GtkWidget *group, const char *title, const char *text)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             muster_fact_row_new (title, text));
}

static void
add_changes (GtkWidget *group, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const MusterRuleChange *change = g_ptr_array_index (changes, i);
      g_autofree char *title =
        change->thing != NULL ? g_strdup_printf ("%s · %s", change->thing, change->what)
                              : g_strdup (change->what);
      g_autofree char *text =
        g_strdup_printf ("%s → %s", change->before != NULL ? change->before : "–",
                         change->after != NULL ? change->after : "–");

      add_property (group, title, text);
    }
  if (changes->len == 0)
    add_property (group, _ ("Nothing"), _ ("Its rules are those of the one before"));
}

static const char *
being_read (void)
{
  return _ ("The draft is being read. Try again in a moment.");
}

/* Puts other rules in the draft, which may be on its way when an answer comes. */
static gboolean
replace_draft (MusterRulesPage *self, const char *document)
{
  g_autoptr (GError) error = NULL;

  if (self->draft == NULL)
    {
      muster_notice_say (GTK_WIDGET (self), being_read ());
      return FALSE;
    }
  if (!muster_rule_draft_replace (self->draft, document, &error))
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return FALSE;
    }

  return TRUE;
}

static void
take_version (MusterRulesPage *self, GtkWidget *button)
{
  MusterRulesetRow *row = g_object_get_data (G_OBJECT (button), "version");

  if (!replace_draft (self, row->document))
    return;

  gtk_toggle_button_set_active (self->shifts_button, TRUE);
  muster_notice_say (GTK_WIDGET (self), _ ("The draft has the rules of that version"));
}

static void
show_version (MusterRulesPage *self, const char *code)
{
  gint64 id = code != NULL ? g_ascii_strtoll (code, NULL, 10) : 0;
  MusterRulesetRow *row = NULL;
  MusterRulesetRow *before = NULL;
  GtkWidget *group, *button, *child;
  g_autofree char *at = NULL;
  g_autofree char *from = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->version_box))) != NULL)
    gtk_box_remove (self->version_box, child);
  for (guint i = 0; i < self->versions->len; i++)
    {
      MusterRulesetRow *one = g_ptr_array_index (self->versions, i);

      if (one->id == id)
        {
          row = one;
          break;
        }
      before = one;
    }
  if (row == NULL)
    return;

  at = muster_text_instant (row->published_at, row->zone, row->zone);
  from = row->from == MUSTER_DATE_NONE ? g_strdup (_ ("From the beginning"))
                                       : muster_text_date (row->from);
  group = adw_preferences_group_new ();
  add_property (group, _ ("In force from"), from);
  add_property (group, _ ("Published"), at);
  add_property (group, _ ("By"), row->published_by);
  gtk_box_append (self->version_box, group);

  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   before != NULL ? _ ("What it changed")
                                                  : _ ("The first rules"));
  if (before != NULL)
    {
      g_autoptr (GPtrArray) changes = muster_rules_compare (before->rules, row->rules);

      add_changes (group, changes);
    }
  gtk_box_append (self->version_box, group);

  button = gtk_button_new_with_mnemonic (_ ("_Take These Rules into the Draft"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->editable);
  g_object_set_data_full (G_OBJECT (button), "version", g_object_ref (row),
                          g_object_unref);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (take_version), self);
  gtk_box_append (self->version_box, button);
}

/* ---- What is chosen ---- */

static void
show_chosen (MusterRulesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const char *code = row != NULL ? g_object_get_data (G_OBJECT (row), "code") : NULL;

  g_set_str (&self->chosen[self->view], code);
  switch (self->view)
    {
    case VIEW_SHIFTS:
      muster_shift_editor_show (self->shift_editor, self->draft, code, self->editable);
      gtk_stack_set_visible_child (self->editors, GTK_WIDGET (self->shift_editor));
      break;
    case VIEW_GROUPS:
      muster_group_editor_show (self->group_editor, self->draft, code,
                                muster_office_get_zone (office_of (self)),
                                self->editable);
      if (code != NULL)
        muster_group_editor_set_people (
          self->group_editor,
          GPOINTER_TO_UINT (g_hash_table_lookup (self->members, code)));
      gtk_stack_set_visible_child (self->editors, GTK_WIDGET (self->group_editor));
      break;
    case VIEW_VERSIONS:
    default:
      show_version (self, code);
      gtk_stack_set_visible_child (self->editors, self->version_view);
      break;
    }
}

static void
row_selected_cb (MusterRulesPage *self)
{
  if (!self->filling && self->draft != NULL)
    show_chosen (self);
}

static void
row_activated_cb (MusterRulesPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
back_cb (MusterRulesPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, FALSE);
}

static void
view_toggled_cb (MusterRulesPage *self)
{
  View view = gtk_toggle_button_get_active (self->groups_button)     ? VIEW_GROUPS
              : gtk_toggle_button_get_active (self->versions_button) ? VIEW_VERSIONS
                                                                     : VIEW_SHIFTS;

  if (view == self->view)
    return;

  self->view = view;
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  show_list (self);
}

/* The words of the list may have changed; what is chosen stays. */
static void
draft_changed_cb (MusterRulesPage *self)
{
  show_list (self);
  show_state (self);
  keep_soon (self);
}

static void
shift_left_cb (MusterRulesPage *self, const char *code)
{
  g_set_str (&self->chosen[VIEW_SHIFTS], code);
  show_list (self);
}

static void
group_left_cb (MusterRulesPage *self, const char *code)
{
  g_set_str (&self->chosen[VIEW_GROUPS], code);
  show_list (self);
}

/* ---- Looking ---- */

static void
take_draft (MusterRulesPage *self, GPtrArray *drafts)
{
  MusterRulesetRow *newest = newest_version (self);
  MusterRulesetRow *base = NULL;
  MusterRuleDraftRow *mine = NULL;
  g_autoptr (MusterRuleDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      MusterRuleDraftRow *row = g_ptr_array_index (drafts, i);

      if (g_strcmp0 (row->user, actor_of (self)->name) == 0)
        mine = row;
    }
  for (guint i = 0; mine != NULL && i < self->versions->len; i++)
    if (MUSTER_RULESET_ROW (g_ptr_array_index (self->versions, i))->id == mine->base)
      base = g_ptr_array_index (self->versions, i);
  if (base == NULL)
    base = newest;

  /* A new draft begins from the rules that hold last. */
  if (mine == NULL && self->versions->len > 0)
    base = g_ptr_array_index (self->versions, self->versions->len - 1);
  draft = muster_rule_draft_new (base->document, mine != NULL ? mine->base : newest->id,
                                 mine != NULL ? mine->document : NULL, &error);
  if (draft == NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, draft_changed_cb, self);
  g_set_object (&self->draft, draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
drafts_fetched (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What is being edited stays, whatever others publish meanwhile. */
  if (self->draft == NULL || !muster_rule_draft_is_changed (self->draft))
    take_draft (self, rows);
  if (self->draft == NULL)
    return;

  show_list (self);
  show_state (self);
  muster_page_end (MUSTER_PAGE (self), MUSTER_PAGE_CONTENT);
}

static void
groups_fetched (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_hash_table_remove_all (self->members);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      MusterUnitRow *row = g_ptr_array_index (rows, i);

      if (row->code != NULL)
        g_hash_table_insert (self->members, g_strdup (row->code),
                             GUINT_TO_POINTER (row->n_people));
    }

  if (self->editable)
    muster_fetch_rows (office_of (self), actor_of (self), &muster_rule_drafts_listing,
                       filter, MOST_ROWS,
                       muster_page_get_cancellable (MUSTER_PAGE (self)), drafts_fetched,
                       g_object_ref (self));
  else
    drafts_fetched (NULL, NULL, NULL, g_object_ref (self));
}

static void
versions_fetched (MusterFinding *finding,
                  GPtrArray *rows,
                  const GError *error,
                  gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (rows == NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = g_ptr_array_ref (rows);
  muster_fetch_rows (office_of (self), actor_of (self), &muster_groups_listing, filter,
                     MOST_ROWS, muster_page_get_cancellable (MUSTER_PAGE (self)),
                     groups_fetched, g_object_ref (self));
}

static void
muster_rules_page_refresh (MusterPage *page)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (page);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_page_begin (page);
  self->editable = muster_actor_may (actor_of (self), MUSTER_MAY_EDIT_RULES) &&
                   actor_of (self)->scope.all;
  show_state (self);
  muster_fetch_rows (office_of (self), actor_of (self), &muster_rulesets_listing, filter,
                     MOST_ROWS, muster_page_get_cancellable (page), versions_fetched,
                     g_object_ref (self));
}

/* ---- Verbs ---- */

static void
start_over (MusterRulesPage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, draft_changed_cb, self);
  g_clear_object (&self->draft);
  show_state (self);
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
published_cb (MusterRulesPage *self)
{
  start_over (self);
  muster_notice_say (GTK_WIDGET (self), _ ("Rules published"));
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (widget);
  AdwDialog *dialog;

  keep_now (self);
  dialog = muster_rules_preview_dialog_new (
    office_of (self), actor_of (self), muster_page_get_outlook (MUSTER_PAGE (self)),
    muster_rule_draft_get_document (self->draft),
    muster_rule_draft_get_base (self->draft), in_force_since (self));
  g_signal_connect_object (dialog, "published", G_CALLBACK (published_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
discarded (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    start_over (self);
}

static void
discard (MusterRulesPage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  muster_office_submit_async (office_of (self), actor_of (self),
                              &muster_discard_rule_draft, g_variant_new ("()"), NULL,
                              discarded, g_object_ref (self));
}

static void
discard_cb (MusterRulesPage *self)
{
  discard (self);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *args)
{
  discard (MUSTER_RULES_PAGE (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_rule_draft_undo (MUSTER_RULES_PAGE (widget)->draft);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_rule_draft_redo (MUSTER_RULES_PAGE (widget)->draft);
}

static void
add_shift (MusterRulesPage *self)
{
  g_autofree char *code = muster_rule_draft_new_code (self->draft, "shift");
  g_autoptr (MusterShift) shift = muster_shift_new (code);
  g_autoptr (GError) error = NULL;

  g_set_str (&shift->name, _ ("New shift"));
  shift->n_segments = 1;
  shift->segments[0] = (MusterSegment) { 9 * 60, 18 * 60, TRUE, TRUE };
  g_set_str (&self->chosen[VIEW_SHIFTS], code);
  if (!muster_rule_draft_set_shift (self->draft, NULL, shift, &error))
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
add_group (MusterRulesPage *self)
{
  MusterRuleset *rules = muster_rule_draft_get_rules (self->draft);
  g_autofree char *code = muster_rule_draft_new_code (self->draft, "group");
  g_autoptr (MusterGroup) group = muster_group_new (code);
  g_autoptr (GError) error = NULL;

  g_set_str (&group->name, _ ("New group"));
  if (rules->shifts->len > 0)
    g_set_object (&group->default_shift, g_ptr_array_index (rules->shifts, 0));
  g_set_str (&self->chosen[VIEW_GROUPS], code);
  if (!muster_rule_draft_set_group (self->draft, NULL, group, &error))
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (widget);

  if (self->view == VIEW_SHIFTS)
    add_shift (self);
  else if (self->view == VIEW_GROUPS)
    add_group (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
people_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (widget);

  muster_outlook_set_part (muster_page_get_outlook (MUSTER_PAGE (self)),
                           g_variant_get_string (args, NULL), NULL);
  gtk_widget_activate_action (widget, "shell.go", "s", "people");
}

/* ---- Starter sets and files ---- */

static void
starter_chosen (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  MusterRulesPage *self = user_data;
  g_autofree char *document = NULL;

  for (const MusterStarter *one = muster_starters; one->code != NULL; one++)
    if (g_str_equal (one->code, response))
      document = muster_starter_get_document (one);
  if (document != NULL)
    replace_draft (self, document);
}

static void
starter_row_cb (AdwAlertDialog *dialog, GtkWidget *row)
{
  starter_chosen (dialog, g_object_get_data (G_OBJECT (row), "code"),
                  g_object_get_data (G_OBJECT (dialog), "page"));
  adw_dialog_close (ADW_DIALOG (dialog));
}

static void
starter_action (GtkWidget *widget, const char *name, GVariant *args)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Start from a Starter Set"),
    _ ("It takes the place of all shifts and groups in the draft. Nothing is in force "
       "before you publish, and it can be undone."));
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (const MusterStarter *one = muster_starters; one->code != NULL; one++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (one->title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (one->hint));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "code", (gpointer) one->code);
      g_signal_connect_swapped (row, "activated", G_CALLBACK (starter_row_cb), dialog);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  g_object_set_data (G_OBJECT (dialog), "page", widget);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_dialog_present (dialog, widget);
}

static void
import_read (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_load_contents_finish (G_FILE (file), result, &text, NULL, NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
  else
    replace_draft (self, text);
}

static void
import_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_contents_async (file, NULL, import_read, g_object_ref (self));
}

static GtkFileDialog *
file_dialog_new (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Rule files"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));

  return dialog;
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = file_dialog_new (_ ("Import a Rule File"));

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        import_chosen, g_object_ref (widget));
}

static void
export_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPage) self = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *document;
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;
  if (self->draft == NULL)
    {
      muster_notice_say (GTK_WIDGET (self), being_read ());
      return;
    }

  document = muster_rule_draft_get_document (self->draft);
  if (!g_file_replace_contents (file, document, strlen (document), NULL, FALSE,
                                G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_notice_say (GTK_WIDGET (self), _ ("Rules exported"));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = file_dialog_new (_ ("Export the Rules"));

  gtk_file_dialog_set_initial_name (dialog, "rules.json");
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        export_chosen, g_object_ref (widget));
}

/* ---- Life ---- */

static gboolean
muster_rules_page_focus_content (MusterPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (MUSTER_RULES_PAGE (page)->list),
                                 GTK_DIR_TAB_FORWARD);
}

static void
muster_rules_page_show_view (MusterPage *page, const char *view)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (page);
  GtkToggleButton *button = g_str_equal (view, "groups")     ? self->groups_button
                            : g_str_equal (view, "versions") ? self->versions_button
                                                             : self->shifts_button;

  gtk_toggle_button_set_active (button, TRUE);
}

static void
muster_rules_page_unmap (GtkWidget *widget)
{
  keep_now (MUSTER_RULES_PAGE (widget));

  GTK_WIDGET_CLASS (muster_rules_page_parent_class)->unmap (widget);
}

static void
muster_rules_page_dispose (GObject *object)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, draft_changed_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_RULES_PAGE);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (muster_rules_page_parent_class)->dispose (object);
}

static void
muster_rules_page_finalize (GObject *object)
{
  MusterRulesPage *self = MUSTER_RULES_PAGE (object);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_hash_table_unref (self->members);
  for (guint i = 0; i < G_N_ELEMENTS (self->chosen); i++)
    g_free (self->chosen[i]);

  G_OBJECT_CLASS (muster_rules_page_parent_class)->finalize (object);
}

static void
muster_rules_page_class_init (MusterRulesPageClass *klass)
{
  static const struct
  {
    const char *name;
    const char *type;
    void (*activate) (GtkWidget *widget, const char *name, GVariant *args);
  } actions[] = {
    { "rules.preview", NULL, preview_action }, { "rules.discard", NULL, discard_action },
    { "rules.undo", NULL, undo_action },       { "rules.redo", NULL, redo_action },
    { "rules.add", NULL, add_action },         { "rules.people", "s", people_action },
    { "rules.starter", NULL, starter_action }, { "rules.import", NULL, import_action },
    { "rules.export", NULL, export_action },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->dispose = muster_rules_page_dispose;
  object_class->finalize = muster_rules_page_finalize;
  widget_class->unmap = muster_rules_page_unmap;
  page_class->refresh = muster_rules_page_refresh;
  page_class->focus_content = muster_rules_page_focus_content;
  page_class->show_view = muster_rules_page_show_view;

  g_type_ensure (MUSTER_TYPE_SHIFT_EDITOR);
  g_type_ensure (MUSTER_TYPE_GROUP_EDITOR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-rules-page.ui");
#define BIND(child)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, MusterRulesPage, child)
  BIND (publish_button);
  BIND (draft_banner);
  BIND (shifts_button);
  BIND (groups_button);
  BIND (versions_button);
  BIND (split);
  BIND (list);
  BIND (add_button);
  BIND (add_content);
  BIND (editors);
  BIND (shift_editor);
  BIND (group_editor);
  BIND (version_view);
  BIND (version_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, shift_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_left_cb);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                       "rules.undo", NULL);
  gtk_widget_class_add_binding_action (
    widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "rules.redo", NULL);
}

static void
muster_rules_page_init (MusterRulesPage *self)
{
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
