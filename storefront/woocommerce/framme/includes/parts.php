<?php
/**
 * Says in which file each class is. A class is loaded when it is first named.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

return array(
	// Foundation.
	'Framme_Plugin'          => 'class-framme-plugin.php',
	'Framme_Options'         => 'class-framme-options.php',
	'Framme_Token'           => 'class-framme-token.php',
	'Framme_Client'          => 'class-framme-client.php',
	'Framme_Answer'          => 'class-framme-answer.php',
	'Framme_Wire'            => 'class-framme-wire.php',
	'Framme_Breaker'         => 'class-framme-breaker.php',
	'Framme_Budget'          => 'class-framme-budget.php',
	'Framme_Cache'           => 'class-framme-cache.php',
	'Framme_Background'      => 'class-framme-background.php',

	// What shoppers see.
	'Framme_Read'            => 'class-framme-read.php',
	'Framme_Words'           => 'class-framme-words.php',
	'Framme_Meta'            => 'class-framme-meta.php',
	'Framme_News'            => 'class-framme-news.php',
	'Framme_Look'            => 'class-framme-look.php',
	'Framme_Order_View'      => 'class-framme-order-view.php',
	'Framme_Steps_View'      => 'class-framme-steps-view.php',
	'Framme_Parcel_View'     => 'class-framme-parcel-view.php',
	'Framme_Items_View'      => 'class-framme-items-view.php',
	'Framme_Plain_View'      => 'class-framme-plain-view.php',
	'Framme_Account'         => 'class-framme-account.php',
	'Framme_Panels'          => 'class-framme-panels.php',
	'Framme_Shortcodes'      => 'class-framme-shortcodes.php',
	'Framme_Blocks'          => 'class-framme-blocks.php',
	'Framme_Look_Up'         => 'class-framme-look-up.php',
	'Framme_Look_Up_View'    => 'class-framme-look-up-view.php',
	'Framme_Faq'             => 'class-framme-faq.php',
	'Framme_Mails'           => 'class-framme-mails.php',
	'Framme_Mail'            => 'class-framme-mail.php',
	'Framme_Privacy'         => 'class-framme-privacy.php',
	'Framme_Privacy_Tools'   => 'class-framme-privacy-tools.php',

	// What merchants see and do.
	'Framme_Parcel'          => 'class-framme-parcel.php',
	'Framme_Parcels'         => 'class-framme-parcels.php',
	'Framme_Contents'        => 'class-framme-contents.php',
	'Framme_Stages'          => 'class-framme-stages.php',
	'Framme_Elsewhere'       => 'class-framme-elsewhere.php',
	'Framme_Events'          => 'class-framme-events.php',
	'Framme_Order_Box'       => 'class-framme-order-box.php',
	'Framme_Order_Box_View'  => 'class-framme-order-box-view.php',
	'Framme_Parcel_Form'     => 'class-framme-parcel-form.php',
	'Framme_Orders_List'     => 'class-framme-orders-list.php',
	'Framme_Bulk'            => 'class-framme-bulk.php',
	'Framme_Assets'          => 'class-framme-assets.php',
	'Framme_Csv'             => 'class-framme-csv.php',
	'Framme_Csv_Headings'    => 'class-framme-csv-headings.php',
	'Framme_Order_Finder'    => 'class-framme-order-finder.php',
	'Framme_Skus'            => 'class-framme-skus.php',
	'Framme_Import'          => 'class-framme-import.php',
	'Framme_Import_Sheet'    => 'class-framme-import-sheet.php',
	'Framme_Import_Tab'      => 'class-framme-import-tab.php',
	'Framme_Import_View'     => 'class-framme-import-view.php',
	'Framme_Upload'          => 'class-framme-upload.php',
	'Framme_Cli'             => 'class-framme-cli.php',
	'Framme_Rest'            => 'class-framme-rest.php',
	'Framme_Facts'           => 'class-framme-facts.php',
	'Framme_Admin_Page'      => 'class-framme-admin-page.php',
	'Framme_Admin_Notices'   => 'class-framme-admin-notices.php',
	'Framme_Forms'           => 'class-framme-forms.php',
	'Framme_Connect_Tab'     => 'class-framme-connect-tab.php',
	'Framme_Status_Tab'      => 'class-framme-status-tab.php',
	'Framme_Settings_Tab'    => 'class-framme-settings-tab.php',
	'Framme_Display_Tab'     => 'class-framme-display-tab.php',
	'Framme_Connection_Test' => 'class-framme-connection-test.php',
	'Framme_Echo'            => 'class-framme-echo.php',
	'Framme_Disconnect'      => 'class-framme-disconnect.php',
	'Framme_Traces'          => 'class-framme-traces.php',
	'Framme_Uninstall'       => 'class-framme-uninstall.php',
);
