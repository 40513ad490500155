/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-connector-catalog.h"

#include "muster-dingtalk-connector.h"
#include "muster-feishu-connector.h"
#include "muster-file-connector.h"
#include "muster-frappe-connector.h"
#include "muster-isapi-connector.h"
#include "muster-odoo-connector.h"
#include "muster-push-connector.h"
#include "muster-wecom-connector.h"
#include "muster-zk-connector.h"

const MusterConnector *const muster_connector_catalog[] = {
  &muster_file_connector,     &muster_zk_connector,
  &muster_isapi_connector,    &muster_push_connector,
  &muster_dingtalk_connector, &muster_wecom_connector,
  &muster_feishu_connector,   &muster_frappe_connector,
  &muster_odoo_connector,     NULL,
};

const MusterConnector *
muster_connector_find (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (gsize i = 0; muster_connector_catalog[i] != NULL; i++)
    if (g_str_equal (muster_connector_catalog[i]->kind, kind))
      return muster_connector_catalog[i];

  return NULL;
}
