<?php
/**
 * What all ways to files have in common.
 *
 * @package Framme
 */

/**
 * Errors of files.
 */
class WP_Filesystem_Base {

	public $method = '';
	public $errors = null;
}
