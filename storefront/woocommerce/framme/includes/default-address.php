<?php
/**
 * Returns the address of the Framme server that a plugin handed out by an operator is for. Empty:
 * the merchant enters it. Whoever runs a server may change this one line in the copy they hand out.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

return '';
