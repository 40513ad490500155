/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-connector-catalog.h"

#include "muster-dingtalk-connector.h"
#include "muster-feishu-connector.h"
#include "muster-file-connector.h"
#include "muster-folder-connector.h"
#include "muster-frappe-connector.h"
#include "muster-isapi-connector.h"
#include "muster-json-connector.h"
#include "muster-odoo-connector.h"
#include "muster-push-connector.h"
#include "muster-sync-connector.h"
#include "muster-wecom-connector.h"
#include "muster-zk-connector.h"

const MusterConnector *const muster_connector_catalog[] = {
  &muster_file_connector,
  &muster_folder_connector,
  &muster_zk_connector,
  &muster_isapi_connector,
  &muster_push_connector,
  &muster_dingtalk_connector,
  &muster_wecom_connector,
  &muster_feishu_connector,
  &muster_frappe_connector,
  &muster_odoo_connector,
  &muster_sync_connector,
  &muster_json_connector,
  NULL,
};

const MusterConnector *
muster_connector_find_in (const MusterConnector *const *table, const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (; *table != NULL; table++)
    if (g_str_equal ((*table)->kind, kind))
      return *table;

  return NULL;
}

const MusterConnector *
muster_connector_find (const char *kind)
{
  return muster_connector_find_in (muster_connector_catalog, kind);
}
