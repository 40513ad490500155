/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-users-page.h"

#include "muster-command-dialog.h"
#include "muster-fact-row.h"
#include "muster-fetch.h"
#include "muster-person-choice.h"
#include "muster-text.h"
#include "muster-user-commands.h"
#include "muster-user-listings.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

struct _MusterUsersPage
{
  MusterPage parent_instance;

  GListStore *users;
  GtkSingleSelection *selection;

  GtkListView *view;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkListBox *facts;
  GtkListBox *may_list;
  GtkButton *password_button;
  GtkWidget *disable_button;
};

G_DEFINE_FINAL_TYPE (MusterUsersPage, muster_users_page, MUSTER_TYPE_PAGE)

static MusterUserRow *
get_selected (MusterUsersPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* ---- Words ---- */

static char *
say_scope (MusterUserRow *user)
{
  g_autofree char *groups = NULL;
  g_autofree char *departments = NULL;

  if (user->scope.all)
    return g_strdup (_ ("Everybody"));

  groups = g_strjoinv (C_ ("list", ", "), user->scope.groups);
  departments = g_strjoinv (C_ ("list", ", "), user->scope.departments);

  return g_strjoin (*groups != '\0' && *departments != '\0' ? C_ ("list", ", ") : "",
                    groups, departments, NULL);
}

static gboolean
holds_today (MusterUsersPage *self, MusterUserRow *user)
{
  MusterDate today =
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self)));

  return user->dates.from <= today && today <= user->dates.to;
}

/* (nullable): from when to when, for one with an end */
static char *
say_dates (MusterUserRow *user)
{
  g_autofree char *from =
    user->dates.from != MUSTER_DATE_NONE ? muster_text_date (user->dates.from) : NULL;
  g_autofree char *to =
    user->dates.to != MUSTER_DATE_EVER ? muster_text_date (user->dates.to) : NULL;

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s – %s", from, to);
  if (from != NULL)
    /* Translators: a date */
    return g_strdup_printf (_ ("from %s"), from);
  if (to != NULL)
    /* Translators: a date */
    return g_strdup_printf (_ ("until %s"), to);

  return NULL;
}

static char *
say_state (MusterUsersPage *self, MusterUserRow *user)
{
  const char *role = muster_words_say ("role", muster_role_get_code (user->role));

  if (user->disabled)
    /* Translators: a role, of a user who may not sign in any more */
    return g_strdup_printf (_ ("%s · disabled"), role);
  if (!holds_today (self, user))
    /* Translators: a role that does not hold on this date */
    return g_strdup_printf (_ ("%s · not today"), role);

  return g_strdup (role);
}

/* ---- The list ---- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "dim-label");
          gtk_widget_add_css_class (label, "caption");
        }
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_set_margin_top (row, 8);
  gtk_widget_set_margin_bottom (row, 8);
  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  MusterUsersPage *self = user_data;
  MusterUserRow *user = gtk_list_item_get_item (item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_next_sibling (image));
  GtkWidget *note = gtk_widget_get_next_sibling (name);
  g_autofree char *state = say_state (self, user);
  g_autofree char *scope = say_scope (user);
  g_autofree char *text = g_strdup_printf ("%s · %s", state, scope);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), user->disabled
                                                     ? "action-unavailable-symbolic"
                                                     : "avatar-default-symbolic");
  gtk_label_set_text (GTK_LABEL (name), user->name);
  gtk_label_set_text (GTK_LABEL (note), text);
}

/* ---- One user ---- */

/* A role is what it may do. */
static void
show_permissions (MusterUsersPage *self, MusterUserRow *user)
{
  g_autoptr (MusterActor) actor = muster_actor_new (0, "", user->role, NULL);

  gtk_list_box_remove_all (self->may_list);
  for (guint bit = 0; bit < MUSTER_N_PERMISSIONS; bit++)
    {
      GtkWidget *row;

      if (!muster_actor_may (actor, (MusterPermission) (1u << bit)))
        continue;

      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     muster_words_say_value ("permission", (int) bit));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_list_box_append (self->may_list, row);
    }
}

static void
show_user (MusterUsersPage *self)
{
  MusterUserRow *user = get_selected (self);
  MusterActor *actor = muster_page_get_actor (MUSTER_PAGE (self));
  g_autofree char *state = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *dates = NULL;
  g_autofree char *delegates = NULL;
  g_autofree char *made = NULL;

  for (const char *const *name =
         (const char *[]) { "users.change", "users.limit", "users.link", "users.password",
                            NULL };
       *name != NULL; name++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), *name, user != NULL);
  if (user == NULL)
    {
      muster_page_set_show_detail (MUSTER_PAGE (self), FALSE);
      return;
    }

  state = say_state (self, user);
  scope = say_scope (user);
  dates = say_dates (user);
  delegates = g_strjoinv (C_ ("list", ", "), user->delegates);
  made = muster_text_date (muster_zone_get_civil (
    muster_outlook_get_zone (muster_page_get_outlook (MUSTER_PAGE (self))),
    user->created_at, NULL));
  gtk_label_set_text (self->title_label, user->name);
  gtk_label_set_text (self->state_label, state);
  gtk_list_box_remove_all (self->facts);
  muster_fact_row_add (self->facts, _ ("Responsible for"), scope);
  muster_fact_row_add (self->facts, _ ("In force"), dates != NULL ? dates : _ ("always"));
  muster_fact_row_add (self->facts, _ ("Employee"),
                       user->person_name != NULL ? user->person_name
                                                 : _ ("Nobody's in particular"));
  muster_fact_row_add (self->facts, _ ("Stands in today"), delegates);
  muster_fact_row_add (self->facts, _ ("Added"), made);
  show_permissions (self, user);
  gtk_button_set_label (self->password_button, user->disabled ? _ ("Let Sign In _Again…")
                                                              : _ ("New _Password…"));
  gtk_widget_set_visible (gtk_widget_get_parent (self->disable_button),
                          !user->disabled && user->id != actor->user_id);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
activated_cb (MusterUsersPage *self)
{
  muster_page_set_show_detail (MUSTER_PAGE (self), get_selected (self) != NULL);
}

/* ---- Looking ---- */

static void
select_id (MusterUsersPage *self, gint64 id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->users));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MusterUserRow)
        user = g_list_model_get_item (G_LIST_MODEL (self->users), i);

      if (user->id == id)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterUsersPage) self = user_data;
  MusterUserRow *before;
  gint64 id;

  if (rows == NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }
  if (self->view == NULL)
    return;

  before = get_selected (self);
  id = before != NULL ? before->id : 0;
  g_list_store_splice (self->users, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->users)), rows->pdata,
                       rows->len);
  select_id (self, id);
  muster_page_end (MUSTER_PAGE (self),
                   rows->len > 0 ? MUSTER_PAGE_CONTENT : MUSTER_PAGE_NOTHING);
}

static void
muster_users_page_refresh (MusterPage *page)
{
  MusterUsersPage *self = MUSTER_USERS_PAGE (page);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->search = g_strdup (muster_outlook_get_search (muster_page_get_outlook (page)));
  muster_page_begin (page);
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_users_listing, filter, G_MAXUINT,
                     muster_page_get_cancellable (page), fetched, g_object_ref (self));
}

static void
muster_users_page_move (MusterPage *page, int steps)
{
  MusterUsersPage *self = MUSTER_USERS_PAGE (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->users));
  guint at = gtk_single_selection_get_selected (self->selection);
  int to = at == GTK_INVALID_LIST_POSITION ? 0 : (int) at + steps;

  if (n > 0)
    gtk_single_selection_set_selected (self->selection,
                                       (guint) CLAMP (to, 0, (int) n - 1));
}

static gboolean
muster_users_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_USERS_PAGE (page)->view));
}

/* ---- Doing ---- */

/* Asks for @names; what the user is now stands in @shown. */
static void
ask (MusterUsersPage *self,
     const MusterCommand *command,
     const char *title,
     const char *const *names,
     GVariant *shown)
{
  MusterPage *page = MUSTER_PAGE (self);
  MusterUserRow *user = get_selected (self);
  GVariantDict fixed;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "name", "s", user->name);
  muster_command_dialog_present (GTK_WIDGET (self), muster_page_get_office (page),
                                 muster_page_get_actor (page), command, title, names,
                                 shown, g_variant_dict_end (&fixed), _ ("Changes saved"));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "name",   "password",    "role",
                                       "groups", "departments", NULL };
  MusterPage *page = MUSTER_PAGE (widget);

  muster_command_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), &muster_add_user,
                                 _ ("New User"), names, NULL, NULL, _ ("User added"));
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "role", "groups", "departments", NULL };
  static const char *const none[] = { NULL };
  MusterUsersPage *self = MUSTER_USERS_PAGE (widget);
  MusterUserRow *user = get_selected (self);
  GVariantDict shown;

  if (user == NULL)
    return;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "role", "s", muster_role_get_code (user->role));
  g_variant_dict_insert (&shown, "groups", "^as",
                         user->scope.groups != NULL ? user->scope.groups : (GStrv) none);
  g_variant_dict_insert (&shown, "departments", "^as",
                         user->scope.departments != NULL ? user->scope.departments
                                                         : (GStrv) none);
  ask (self, &muster_change_user, user->name, names, g_variant_dict_end (&shown));
}

static void
limit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "from", "to", NULL };
  MusterUsersPage *self = MUSTER_USERS_PAGE (widget);
  MusterUserRow *user = get_selected (self);
  GVariantDict shown;

  if (user == NULL)
    return;

  g_variant_dict_init (&shown, NULL);
  if (user->dates.from != MUSTER_DATE_NONE)
    g_variant_dict_insert (&shown, "from", "i", user->dates.from);
  if (user->dates.to != MUSTER_DATE_EVER)
    g_variant_dict_insert (&shown, "to", "i", user->dates.to);
  ask (self, &muster_limit_user, user->name, names, g_variant_dict_end (&shown));
}

/* What is asked before a user is linked; belongs to the dialog. */
typedef struct
{
  MusterUsersPage *page;
  MusterPersonChoice *who;
  char *name;
} Linking;

static void
linking_free (gpointer data, GClosure *closure)
{
  Linking *linking = data;

  g_object_unref (linking->page);
  g_free (linking->name);
  g_free (linking);
}

static void
linked_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Linking *linking = user_data;
  MusterPerson *person = muster_person_choice_get_person (linking->who);
  gboolean nobody = g_str_equal (response, "nobody");

  if (!nobody && (!g_str_equal (response, "link") || person == NULL))
    return;

  muster_page_submit (MUSTER_PAGE (linking->page), &muster_link_user,
                      g_variant_new ("(sx)", linking->name, nobody ? 0 : person->id),
                      _ ("Changes saved"), NULL, NULL);
}

static void
person_chosen_cb (AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "link", TRUE);
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterUsersPage *self = MUSTER_USERS_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (self);
  MusterUserRow *user = get_selected (self);
  AdwAlertDialog *dialog;
  Linking *linking;

  if (user == NULL)
    return;

  dialog = ADW_ALERT_DIALOG (
    adw_alert_dialog_new (user->name, _ ("Nobody decides a request of their own.")));
  linking = g_new0 (Linking, 1);
  linking->page = g_object_ref (self);
  linking->name = g_strdup (user->name);
  linking->who = MUSTER_PERSON_CHOICE (muster_person_choice_new (
    muster_page_get_office (page), muster_page_get_actor (page)));
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (linking->who));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "nobody",
                                  _ ("_Nobody"), "link", _ ("Is This _Employee"), NULL);
  adw_alert_dialog_set_response_enabled (dialog, "nobody", user->person_id != 0);
  adw_alert_dialog_set_response_enabled (dialog, "link", FALSE);
  adw_alert_dialog_set_response_appearance (dialog, "link", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_swapped (linking->who, "chosen", G_CALLBACK (person_chosen_cb),
                            dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (linked_cb), linking,
                         linking_free, G_CONNECT_DEFAULT);
  adw_dialog_set_focus (ADW_DIALOG (dialog),
                        muster_person_choice_get_entry (linking->who));
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* A password lets one who was disabled sign in again. */
static void
password_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "password", NULL };
  MusterUsersPage *self = MUSTER_USERS_PAGE (widget);
  MusterUserRow *user = get_selected (self);

  if (user != NULL)
    ask (self, user->disabled ? &muster_enable_user : &muster_change_password,
         _ ("New Password"), names, NULL);
}

/* Whoever is let in again needs a new password, so it is asked about rather than undone. */
static void
disable_answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  MusterUsersPage *self = user_data;
  const char *name = g_object_get_data (G_OBJECT (dialog), "user");

  if (g_str_equal (response, "disable"))
    muster_page_submit (MUSTER_PAGE (self), &muster_disable_user,
                        g_variant_new ("(s)", name),
                        _ ("This user does not sign in any more"), NULL, NULL);
}

static void
disable_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterUsersPage *self = MUSTER_USERS_PAGE (widget);
  MusterUserRow *user = get_selected (self);
  g_autofree char *heading = NULL;
  AdwDialog *dialog;

  if (user == NULL)
    return;

  heading = g_strdup_printf (_ ("Disable %s?"), user->name);
  dialog = adw_alert_dialog_new (
    heading,
    _ ("What they entered and decided stays. To let them in again, you give them "
       "a new password."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  "disable", _ ("_Disable"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "disable",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "user", g_strdup (user->name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (disable_answered_cb), self, 0);
  adw_dialog_present (dialog, widget);
}

/* ---- The page ---- */

static void
muster_users_page_dispose (GObject *object)
{
  MusterUsersPage *self = MUSTER_USERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_USERS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (muster_users_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, view);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, may_list);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, password_button);
  gtk_widget_class_bind_template_child (widget_class, MusterUsersPage, disable_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
muster_users_page_class_init (MusterUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_users_page_dispose;
  page_class->refresh = muster_users_page_refresh;
  page_class->move = muster_users_page_move;
  page_class->focus_content = muster_users_page_focus_content;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-users-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "users.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "users.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "users.limit", NULL, limit_action);
  gtk_widget_class_install_action (widget_class, "users.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "users.password", NULL, password_action);
  gtk_widget_class_install_action (widget_class, "users.disable", NULL, disable_action);
}

static void
muster_users_page_init (MusterUsersPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->users = g_list_store_new (MUSTER_TYPE_USER_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->users)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (show_user), self, G_CONNECT_SWAPPED);
}

const MusterPageKind muster_users_page_kind = {
  .name = "users",
  .title = N_ ("Users"),
  .icon = "avatar-default-symbolic",
  .section = MUSTER_SECTION_CONTROL,
  .scope = MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_ADMIN,
  .topics = MUSTER_TOPIC_USERS,
  .get_type = muster_users_page_get_type,
};
