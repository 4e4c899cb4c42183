<?php
/**
 * Names the classes whose listen() is called once, when all plugins are loaded and WooCommerce is
 * there. Each adds its own hooks and does nothing else then.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

return array(
	// Foundation.
	'Framme_Background',

	// What shoppers see.
	'Framme_Look',
	'Framme_Account',
	'Framme_Panels',
	'Framme_Live_Rest',
	'Framme_Shortcodes',
	'Framme_Blocks',
	'Framme_Mails',
	'Framme_Privacy',
	'Framme_Privacy_Tools',

	// What merchants see and do.
	'Framme_Events',
	'Framme_Rest',
	'Framme_Order_Box',
	'Framme_Orders_List',
	'Framme_Bulk',
	'Framme_Assets',
	'Framme_Admin_Page',
	'Framme_Settings_Tab',
	'Framme_Connection_Test',
	'Framme_Import_Sheet',
	'Framme_Cli',
);
